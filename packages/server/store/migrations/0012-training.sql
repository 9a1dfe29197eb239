-- Training before a stage: when and where it is, who was there, what there is to read and to watch, and how far everybody is.
-- Who is trained at all follows from the contest's record. A member is named where a team is trained, '' stands for an individual.
create table training_session (
  id text primary key,
  contest_id text not null references contest (id) on delete cascade,
  training text not null,
  title text not null,
  starts_at bigint not null,
  ends_at bigint not null check (ends_at > starts_at),
  place text not null,
  link text not null,
  capacity integer check (capacity > 0),
  revision integer not null default 1,
  updated_at bigint not null
);
create index training_session_contest on training_session (contest_id, starts_at);

create table training_attendance (
  session_id text not null references training_session (id) on delete cascade,
  entrant_id text not null references entrant (id) on delete cascade,
  member text not null,
  state text not null check (state in ('present', 'late', 'absent')),
  by_id text not null references person (id),
  at bigint not null,
  primary key (session_id, entrant_id, member)
);

create table training_material (
  id text primary key,
  contest_id text not null references contest (id) on delete cascade,
  training text not null,
  place integer not null,
  title text not null,
  kind text not null check (kind in ('document', 'video', 'link')),
  link text,
  hash text references stored_file (hash),
  mime text,
  bytes bigint,
  seconds double precision,
  required boolean not null,
  revision integer not null default 1,
  updated_at bigint not null,
  check ((kind = 'link') = (link is not null) and (kind = 'link') = (hash is null))
);
create index training_material_contest on training_material (contest_id, training, place);
create index training_material_hash on training_material (hash);

create table training_progress (
  material_id text not null references training_material (id) on delete cascade,
  entrant_id text not null references entrant (id) on delete cascade,
  member text not null,
  position double precision not null,
  watched jsonb not null,
  finished_at bigint,
  updated_at bigint not null,
  primary key (material_id, entrant_id, member)
);
