-- The PIN of a seat code. Nothing here says who sits there: with sealing the code alone is known.
create table seat_credential (
  contest_id text not null references contest (id) on delete cascade,
  code text not null,
  pin_hash text not null,
  primary key (contest_id, code)
);

create table seat_session (
  id text primary key,
  -- SHA-256 of the cookie: a reader of the database cannot sign in with it
  token_hash text not null unique,
  contest_id text not null,
  code text not null,
  started_at bigint not null,
  ended_at bigint,
  foreign key (contest_id, code) references seat_credential (contest_id, code) on delete cascade
);
-- one live session a seat: a new sign-in ends the older
create unique index seat_session_live on seat_session (contest_id, code) where ended_at is null;
