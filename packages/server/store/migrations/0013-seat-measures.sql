-- What a seat's test before a match measured: of a code, never of a person.
create table seat_measure (
  contest_id text not null,
  code text not null,
  at bigint not null,
  measure jsonb not null,
  primary key (contest_id, code),
  foreign key (contest_id, code) references seat_credential (contest_id, code) on delete cascade
);
