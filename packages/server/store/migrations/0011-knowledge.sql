-- What can be searched of a material, under the hash of its copy: a collection never changes. All of it is made from the
-- copy again when it is missing, or was made in another form.
create table knowledge_collection (
  id integer generated always as identity primary key,
  sha256 text not null unique references material_copy (sha256) on delete cascade,
  form integer not null,
  articles integer not null
);

-- Numbered from 0 in the order in which they are listed: pinned first, then the newest.
create table knowledge_article (
  collection integer not null references knowledge_collection (id) on delete cascade,
  number integer not null,
  id text not null,
  title text not null,
  category text[] not null,
  tags text[] not null,
  updated text not null,
  pinned boolean not null,
  body text not null,
  attachments text not null,
  -- the body without its marks
  text text not null,
  -- of the title and of each tag: 'tcbg cx' and 'tao can bian geng/cha xun'
  initials text not null,
  syllables text not null,
  primary key (collection, number),
  unique (collection, id)
);

-- One or two characters and the articles they stand in (`postings.ts`).
create table knowledge_gram (
  collection integer not null references knowledge_collection (id) on delete cascade,
  gram text collate "C" not null,
  postings bytea not null,
  primary key (collection, gram)
);
-- packed already: taken apart and packed again it would only be slower
alter table knowledge_gram alter column postings set storage external;
