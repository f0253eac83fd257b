import type pg from 'pg'
import { v7 as uuidv7 } from 'uuid'
import { wordings } from '../src/ownership/wording.ts'

/** How much there is, and the instants between which it came to be. */
export interface Extent {
  assets: number
  people: number
  /** The people who own something: the first so many. */
  owners: number
  from: Date
  until: Date
}

/** As many as a plant of 50 to 2,000 people has: 50 assets a head, which a quarter of them own. */
export function extentOf(assets: number, until = new Date()): Extent {
  const people = assets / 50
  return { assets, people, owners: people / 4, from: new Date(until.getTime() - 430 * 86_400_000), until }
}

const rounds = 200
const sentence = (which: 'release' | 'accept') => wordings(which, '%').en!

/**
 * A year and two months of a register's life, ten entries of the ledger for each asset, the way the running program makes it: as its
 * role, through every trigger, each change at the next instant of a sample register's clock. 60 % of the assets are there from the
 * first day, the others come evenly; every asset moves once and is edited four times on average.
 * @param client connected as the role of the running program, to an empty sample register with its kinds
 * @param administrator who does it all
 */
export async function liveAYear(client: pg.Client, administrator: string, extent: Extent): Promise<void> {
  const { assets, owners, from, until } = extent
  const step = (until.getTime() - from.getTime()) / (rounds + 1)
  let now = from.getTime()
  const change = async (operation: string, statement: string, values: unknown[] = []) => {
    now += 1000
    await client.query('begin')
    await client.query('select ledger.begin($1, $2, null, $3, null, $4, null, null, $5)', [
      ...[uuidv7({ msecs: now }), administrator, operation, 'job', new Date(now)],
    ])
    await client.query(statement, values)
    await client.query('commit')
  }
  await client.query("set synchronous_commit = off; set work_mem = '64MB'; set statement_timeout = 0")
  await client.query(helpers)
  await change('sites', sites, [now, towns])
  await change('people', people, [now, extent.people])
  await client.query(
    'insert into pg_temp.owner select row_number() over (order by personnel_number), id from register.person where id <> $1 order by personnel_number limit $2',
    [administrator, owners],
  )

  let registered = 0
  const register = async (count: number) => {
    for (let left = count; left > 0; left -= 1000) {
      const some = Math.min(left, 1000)
      await change('asset.register', registration, [
        now,
        registered + 1,
        registered + some,
        owners,
        new Date(now + 1000),
      ])
      registered += some
    }
  }
  await register(assets * 0.6)
  for (let round = 0; round < rounds; round++) {
    now = from.getTime() + (round + 1) * step
    await register((assets * 0.4) / rounds)
    await change('asset.edit', edit, [registered, (4 * assets) / rounds, round])
    await change('transfer.offer', offer, [
      now,
      registered,
      assets / rounds,
      owners,
      new Date(now + 1000),
      sentence('release'),
    ])
    await change('transfer.accept', acceptance, [new Date(now + 1000), sentence('accept')])
  }
}

const towns = [
  'Aachen',
  'Bremen',
  'Chemnitz',
  'Dresden',
  'Essen',
  'Fulda',
  'Gera',
  'Hagen',
  'Ingolstadt',
  'Jena',
  'Kassel',
  'Lingen',
]

// Identifiers begin with their time, as those made in code do: it decides where an index grows.
const helpers = `
  create function pg_temp.id(at float8, n bigint) returns uuid language sql volatile as
    $$ select encode(substring(int8send((at + n % 1000)::bigint) from 3) || substring(uuid_send(gen_random_uuid()) from 7), 'hex')::uuid $$;
  create function pg_temp.word(n bigint, words text[]) returns text language sql immutable as $$ select words[1 + n % array_length(words, 1)] $$;
  create temporary table owner (n int primary key, id uuid not null);
  create temporary table asset_number (n int primary key, id uuid not null);`

const sites = `
  insert into register.site (id, name, country)
  select pg_temp.id($1, n), pg_temp.word(n, $2), 'DE' from generate_series(1, 12) n`

const people = `
  insert into register.person (id, name, email, personnel_number, job_title, department_id)
  select pg_temp.id($1, n), pg_temp.word(n, array['Anna', 'Ben', 'Carla', 'David', 'Eva', 'Felix', 'Greta', 'Hans', 'Ida', 'Jan', 'Klara'])
         || ' ' || pg_temp.word(n / 11, array['Adler', 'Bauer', 'Conrad', 'Dietz', 'Ernst', 'Fuchs', 'Graf', 'Huber', 'Jansen', 'Keller', 'Lang', 'Maier', 'Neumann']),
         'person' || n || '@plant.example', lpad(n::text, 5, '0'), 'Fitter', null
    from generate_series(1, $2::bigint) n`

const registration = `
  with made as materialized (
    select g.n, pg_temp.id($1, g.n) as id, 'A-' || lpad(g.n::text, greatest(length(g.n::text), 5), '0') as tag, nextval('register.asset_tag'), o.id as owner_id
      from generate_series($2::int, $3::int) g (n) join owner o on o.n = 1 + g.n % $4::int
  ), numbered as (
    insert into asset_number select n, id from made
  ), began as (
    insert into register.tenure (asset_id, seq, revision, owner_id, since, started_by) select id, 1, 1, owner_id, $5, 'registered' from made
  )
  insert into register.asset (id, tag, name, kind_id, status, tier, serial, manufacturer, site_id, owner_id, owner_seq, owner_since)
  select m.id, m.tag, pg_temp.word(m.n, array['Press', 'Lathe', 'Notebook', 'Hand scanner', 'Panel', 'Switch', 'Server', 'Forklift', 'Torque tool', 'Label printer', 'Oven', 'Robot', 'Saw', 'Pump', 'Gauge', 'Camera', 'Drive'])
         || ' ' || pg_temp.word(m.n / 17, array['Siemens', 'Bosch', 'Festo', 'Dell', 'Zebra', 'Trumpf', 'Kuka', 'Beckhoff', 'Phoenix', 'Sick', 'Hilti', 'Lenze', 'Pilz', 'Wago', 'Rittal', 'Moxa', 'Jungheinrich', 'Linde', 'Keyence'])
         || ' ' || lpad((m.n * 7919 % 10000)::text, 4, '0'),
         pg_temp.word(m.n, array['machine', 'machine', 'notebook', 'scanner', 'hmi', 'switch', 'server', 'vehicle', 'tool', 'printer', 'machine', 'machine']),
         pg_temp.word(m.n / 3, array['in_use', 'in_use', 'in_use', 'stored']),
         case when m.n / $4::int % 10 = 0 then 1 when m.n / $4::int % 10 < 3 then 2 when m.n / $4::int % 10 < 8 then 3 else 4 end,
         upper(substr(md5(m.n::text), 1, 10)), pg_temp.word(m.n, array['Siemens', 'Bosch', 'Festo', 'Dell']),
         (select id from register.site where name = pg_temp.word(m.n, (select array_agg(name) from register.site))), m.owner_id, 1, $5
    from made m`

const edit = `
  update register.asset set firmware = 'v' || $3::int, notes = 'Seen in round ' || $3::int, status = case status when 'in_use' then 'stored' else 'in_use' end
   where id in (select a.id from asset_number a join (select distinct 1 + (random() * ($1::int - 1))::int as n from generate_series(1, $2::int)) r using (n))`

const offer = `
  insert into register.transfer (id, asset_id, from_id, to_id, offered_at, offered_by, released_at, released_by, release_wording, expires_at)
  select pg_temp.id($1, r.n), a.id, a.owner_id, (select id from owner where n = case o.n when $4::int then 1 else o.n + 1 end), $5, a.owner_id, $5, a.owner_id,
         replace($6, '%', a.tag || ' (' || a.name || ')'), $5::timestamptz + interval '14 days'
    from (select distinct 1 + (random() * ($2::int - 1))::int as n from generate_series(1, $3::int)) r join asset_number using (n)
    join register.asset a on a.id = asset_number.id join owner o on o.id = a.owner_id`

const acceptance = `
  with open as materialized (
    select t.id, t.to_id, a.id as asset_id, a.tag, a.name, a.owner_seq, a.owner_revision, a.owner_since
      from register.transfer t join register.asset a on a.id = t.asset_id where t.state = 'open'
  ), began as (
    insert into register.tenure (asset_id, seq, revision, owner_id, since, started_by, transfer_id, prev_seq, prev_since)
    select asset_id, owner_seq + 1, owner_revision, to_id, $1, 'accepted', id, owner_seq, owner_since from open
  ), decided as (
    update register.transfer t set state = 'accepted', decided_at = $1, decided_by = t.to_id, wording = replace($2, '%', o.tag || ' (' || o.name || ')'), began_seq = o.owner_seq + 1
      from open o where o.id = t.id
  )
  update register.asset a set owner_id = o.to_id, owner_seq = o.owner_seq + 1, owner_since = $1 from open o where o.asset_id = a.id`
