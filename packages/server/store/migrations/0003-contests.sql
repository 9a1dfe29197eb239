create table contest (
  id text primary key,
  slug text not null unique,
  title_zh text not null,
  title_en text not null,
  starts_on text check (starts_on ~ '^\d{4}-\d\d-\d\d$'),
  place text not null,
  rulebook_id text not null,
  -- as it was shipped when the contest was made: differences are shown against it
  rulebook_shipped text not null,
  rulebook_yaml text not null,
  rulebook_revision integer not null default 1,
  published_yaml text,
  published_edition text,
  published_at bigint,
  created_by text not null references person (id),
  created_at bigint not null
);

-- Roles are given per contest.
create table contest_role (
  contest_id text not null references contest (id) on delete cascade,
  person_id text not null references person (id) on delete cascade,
  roles text[] not null,
  delegation text not null default '',
  primary key (contest_id, person_id)
);
create index on contest_role (person_id);

create table entrant (
  id text primary key,
  contest_id text not null references contest (id) on delete cascade,
  number text not null,
  name text not null,
  gender text not null default '',
  birth_date text check (birth_date ~ '^\d{4}-\d\d-\d\d$'),
  delegation text not null default '',
  coaches text[] not null default '{}',
  members text[] not null default '{}',
  phone text not null default '',
  extra_time_percent double precision not null default 0,
  fields jsonb not null default '{}',
  status text not null check (status in ('pending', 'accepted', 'declined')),
  status_reason text not null default '',
  source text not null check (source in ('list', 'form', 'openLink')),
  receipt text unique,
  revision integer not null default 1,
  created_at bigint not null,
  updated_at bigint not null
);
create unique index entrant_number on entrant (contest_id, number) where number <> '';

-- An uploaded list that was read but not taken yet.
create table import_preview (
  id text primary key,
  contest_id text not null references contest (id) on delete cascade,
  person_id text not null references person (id) on delete cascade,
  body jsonb not null,
  expires_at bigint not null
);
