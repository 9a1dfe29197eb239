create table material (
  id text primary key,
  owner_id text not null references person (id),
  type text not null,
  title text not null,
  body jsonb not null,
  revision integer not null default 1,
  updated_at bigint not null
);
create index on material (owner_id);

create table material_assignment (
  contest_id text not null references contest (id) on delete cascade,
  item_id text not null,
  material_id text not null references material (id),
  primary key (contest_id, item_id)
);
create index on material_assignment (material_id);

create table stored_file (
  hash text primary key check (hash ~ '^[0-9a-f]{64}$'),
  bytes bigint not null,
  mime text not null,
  stored_at bigint not null
);

-- Nobody reads a file without a right to it: who uploaded it, or who may read a material that holds it. What a contestant
-- may fetch is decided by the run's own rules and is not written here.
create table file_right (
  hash text not null references stored_file (hash) on delete cascade,
  holder_kind text not null check (holder_kind in ('person', 'material')),
  holder_id text not null,
  primary key (hash, holder_kind, holder_id)
);
create index on file_right (holder_kind, holder_id);
