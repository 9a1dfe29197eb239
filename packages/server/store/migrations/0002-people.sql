-- Accounts of people (organisers, staff, judges, officials). The first four tables belong to better-auth, under our names.
create table person (
  id text primary key,
  name text not null,
  email text not null unique,
  email_verified boolean not null default false,
  image text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  username text unique,
  may_create_contests boolean not null default false
);

create table person_session (
  id text primary key,
  expires_at timestamptz not null,
  token text not null unique,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  ip_address text,
  user_agent text,
  person_id text not null references person (id) on delete cascade
);
create index on person_session (person_id);

create table person_account (
  id text primary key,
  account_id text not null,
  provider_id text not null,
  person_id text not null references person (id) on delete cascade,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  password text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index on person_account (person_id);

create table person_verification (
  id text primary key,
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index on person_verification (identifier);

-- The one-time link of the first organiser; only the token's hash is kept.
create table setup_token (
  token_hash text primary key,
  created_at timestamptz not null default now(),
  used_at timestamptz
);

-- Guessing is slowed per account (a user name, or a contest's code), never per address: a classroom shares one.
create table sign_in_failure (
  account text primary key,
  failures integer not null,
  last_at bigint not null,
  blocked_until bigint not null
);
