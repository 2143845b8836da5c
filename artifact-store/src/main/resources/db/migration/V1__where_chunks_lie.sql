-- A project's chunks and packs are a space of their own: a digest means nothing outside of it.
create table space (
  id         bigint      generated always as identity primary key,
  project    text        not null unique,
  -- Bytes that its packs may take; null: what the service's configuration says.
  quota      bigint,
  -- What its packs take; kept by the triggers below.
  used       bigint      not null default 0,
  -- Bytes of chunks that writers found here and had not to send.
  spared     bigint      not null default 0,
  created_at timestamptz not null
);

-- An object that may come into being, or is there and not yet a pack. What stays here is an upload that broke off.
create table upload (
  id         uuid        primary key,
  space      bigint      not null references space,
  sha        bytea       not null,
  size       bigint      not null,
  object_key text        not null unique,
  created_at timestamptz not null
);

create index upload_by_age on upload (created_at);

-- An object whose every frame this service has read and checked.
create table pack (
  id           bigint      generated always as identity primary key,
  space        bigint      not null references space,
  sha          bytea       not null,
  size         bigint      not null,
  object_key   text        not null unique,
  state        text        not null default 'STORED' check (state in ('STORED', 'CONDEMNED', 'DELETING')),
  created_at   timestamptz not null,
  condemned_at timestamptz
);

-- While one is condemned, the same bytes may come again as another object.
create unique index pack_stored_once on pack (space, sha) where state = 'STORED';
create index pack_of_space on pack (space, state);

create table chunk (
  space      bigint      not null references space,
  sha        bytea       not null,
  size       integer     not null,
  pack       bigint      not null references pack,
  at         integer     not null,
  stored     integer     not null,
  -- When somebody last counted on it, to within an hour: newer writers' needs aren't in any record yet.
  touched_at timestamptz not null,
  -- When a collection last found it reachable.
  marked_at  timestamptz,
  primary key (space, sha)
);

create index chunk_of_pack on chunk (pack);

-- Each statement adds or takes what it changed, whoever runs it: a quota needs one number, not a sum.
create function add_to_used() returns trigger language plpgsql as $$
begin
  update space set used = used + changed.bytes
  from (select space as id, sum(size) as bytes from new_packs group by space) as changed
  where space.id = changed.id;
  return null;
end $$;

create function take_from_used() returns trigger language plpgsql as $$
begin
  update space set used = used - changed.bytes
  from (select space as id, sum(size) as bytes from old_packs group by space) as changed
  where space.id = changed.id;
  return null;
end $$;

create trigger packs_came after insert on pack
  referencing new table as new_packs for each statement execute function add_to_used();

create trigger packs_went after delete on pack
  referencing old table as old_packs for each statement execute function take_from_used();
