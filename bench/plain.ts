import type pg from 'pg'

/**
 * What a careful developer writes who wants a list of assets and a log of who changed what: the same columns and indexes, ordinary
 * foreign keys, one audit row for each write. No versions, no chain, no proof. Filled from the register beside it.
 * @param client connected as the owner of the database
 */
export async function makePlain(client: pg.Client, appRole: string): Promise<void> {
  for (const statement of [...tables, ...contents, ...indexes]) await client.query(statement)
  await client.query(`grant usage on schema plain to ${appRole}`)
  await client.query(`grant select, insert, update on all tables in schema plain to ${appRole}`)
  await client.query(`grant usage on sequence plain.asset_tag to ${appRole}`)
}

const tables = [
  'create schema plain',
  'create table plain.person (id uuid primary key, name text not null, email text)',
  'create table plain.site (id uuid primary key, name text not null)',
  'create table plain.kind (id text primary key)',
  'create sequence plain.asset_tag',
  'create table plain.asset (like register.asset including defaults including generated)',
  ...['owned', 'ended', 'owner_seq', 'owner_revision'].map((column) => `alter table plain.asset drop column ${column}`),
  `create table plain.transfer (
    id uuid primary key, asset_id uuid not null, from_id uuid not null, to_id uuid not null, state text not null, offered_at timestamptz not null,
    expires_at timestamptz not null, decided_at timestamptz, wording text)`,
  `create table plain.audit (
    id bigint generated always as identity primary key, at timestamptz not null, actor_id uuid not null, operation text not null,
    asset_id uuid not null, before jsonb, after jsonb)`,
]

const contents = [
  'insert into plain.person select id, name, email from register.person',
  'insert into plain.site select id, name from register.site',
  'insert into plain.kind select id from register.kind',
  "select setval('plain.asset_tag', (select last_value from register.asset_tag))",
  `insert into plain.asset (id, tag, name, kind_id, status, tier, serial, manufacturer, site_id, firmware, notes, owner_id, owner_since)
   select id, tag, name, kind_id, status, tier, serial, manufacturer, site_id, firmware, notes, owner_id, owner_since from register.asset`,
  `insert into plain.transfer select id, asset_id, from_id, to_id, state, offered_at, expires_at, decided_at, wording from register.transfer`,
  // one row for each registration, edit, offer and acceptance, in the order of time
  `insert into plain.audit (at, actor_id, operation, asset_id, before, after)
   select c.at, c.actor_id, c.operation, coalesce(e.of #>> '{after,asset_id}', e.of #>> '{key,id}')::uuid, e.of -> 'before', e.of -> 'after'
     from (select n, change_id, bytes::jsonb as of from ledger.entry offset 0) e join ledger.change c on c.id = e.change_id
    where (c.operation in ('asset.register', 'asset.edit', 'transfer.accept') and e.of ->> 'table' = 'asset')
       or (c.operation = 'transfer.offer' and e.of ->> 'table' = 'transfer')
    order by e.n`,
]

const indexes = [
  'alter table plain.asset add primary key (id), add unique (tag)',
  `alter table plain.asset add foreign key (owner_id) references plain.person, add foreign key (site_id) references plain.site,
     add foreign key (kind_id) references plain.kind`,
  'create index on plain.asset (name, id)',
  'create index on plain.asset (owner_id, tier, name, id)',
  'create index on plain.asset (owner_id, name, id)',
  'create index on plain.asset (site_id, name, id)',
  'create index on plain.asset (kind_id, name, id)',
  'create index on plain.asset (lower(serial))',
  'create index on plain.asset (parent_id)',
  'create index on plain.asset using gin (search public.gin_trgm_ops) with (fastupdate = off)',
  "create unique index on plain.transfer (asset_id) where state = 'open'",
  'create index on plain.audit (asset_id, at)',
  'alter table plain.audit add foreign key (asset_id) references plain.asset',
]
