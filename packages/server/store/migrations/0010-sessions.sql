-- A material as it was when an item began to use it: what runs are made from, whatever is edited afterwards.
create table material_copy (
  sha256 text primary key check (sha256 ~ '^[0-9a-f]{64}$'),
  type text not null,
  body text not null
);

-- How far the effects of a contest's official acts have been carried out (version of its stream).
create table effect_cursor (
  contest_id text primary key references contest (id) on delete cascade,
  version integer not null
);
