-- The journal: what happened, append-only. Every text that is hashed or compared byte by byte is kept as it was
-- (text, collation "C"): jsonb would write numbers and keys its own way, and a Chinese collation is slow in an index.

create table run (
  run_id        text collate "C" primary key,
  contest_id    text collate "C" not null,
  type          text not null,
  -- JSON, as given when the run was made; the state is made from the events alone
  options       text not null,
  -- SHA-256 of the canonical JSON of the material from which the first event was made
  material_hash text not null,
  item_seed     text not null,
  created_at    bigint not null,
  -- derived from the state and kept here, so that a restart wakes what is due without reading every stream
  wakes_at      bigint
);
create index run_by_contest on run (contest_id, run_id);
create index run_by_wake on run (wakes_at) where wakes_at is not null;

-- No foreign key to run: it would be looked up once a row in the one place where a contest is busy, and rows come
-- from the run host alone, which writes a run together with its first event.
create table event (
  run_id  text collate "C" not null,
  version integer not null check (version > 0),
  -- milliseconds since 1970 on the server's clock
  at      bigint not null,
  -- canonical JSON (RFC 8785) of the actor and of the payload, exactly as hashed
  by      text not null,
  name    text not null,
  payload text not null,
  -- the chain's head after this event, so that a changed row can be named
  head    text not null,
  primary key (run_id, version)
);

-- A retry gets its first answer: the version after the command, and when it was taken.
create table command_answer (
  run_id     text collate "C" not null,
  command_id text collate "C" not null,
  version    integer not null,
  at         bigint not null,
  primary key (run_id, command_id)
);

-- Only to spare replaying; may be deleted at any time.
create table snapshot (
  run_id        text collate "C" primary key,
  version       integer not null,
  state_version integer not null,
  head          text not null,
  state         text not null
);
