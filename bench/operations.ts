import { createHmac, randomBytes } from 'node:crypto'
import type pg from 'pg'
import { v7 as uuidv7 } from 'uuid'
import { wordings } from '../src/ownership/wording.ts'
import { cookieName } from '../src/people/who.store.ts'
import type { Request } from './load.ts'

/** One thing people do, as it is asked of the two sides. `supply` makes ready what the next round uses up. */
export interface Operation {
  name: string
  holdfast: () => Request | undefined
  bare: () => Request | undefined
  supply?: (side: 'holdfast' | 'bare', count: number) => Promise<void>
}

interface Sample {
  administrator: string
  owners: string[]
  emails: string[]
  sites: string[]
  assets: { id: string; name: string; serial: string; tag: string }[]
}

const receivers = 64

/**
 * The five operations on one database, both sides asked the same, in the same order.
 * @param app connected as the role of the running program @param owner connected as the owner of the database
 * @param sessionSecret what the server signs its cookies with
 */
export async function operationsOn(app: pg.Client, owner: pg.Client, sessionSecret: string) {
  const sample = await sampleOf(app)
  const cookies = new Map<string, string>()
  for (const person of [sample.administrator, ...sample.owners.slice(0, receivers)])
    cookies.set(person, await signedIn(app, person, sessionSecret))
  const administrator = cookies.get(sample.administrator)!
  await change(app, sample.administrator, 'provisional_owner.accept', [
    [
      'insert into register.provisional_owner (id, person_id, wording, accepted_at) select $1, $2, $3, (ledger.current_change()).at',
      [uuidv7(), sample.administrator, wordings('provisional').en],
    ],
  ])
  const year = new Date(Date.now() - 365 * 86_400_000).toISOString()
  const get = (path: string, cookie = administrator): Request => ({ method: 'GET', path, cookie })

  const page = (asOf = '') => ({
    holdfast: turns((n) => get(`/api/v1/assets?owner=${pick(sample.owners, n)}&tier=3&limit=50${asOf}`)),
    bare: turns((n) => get(`/list?owner=${pick(sample.owners, n)}&tier=3`)),
  })
  const fragment = (n: number) => {
    const { name, serial, tag } = pick(sample.assets, n)
    // the end of one word with the next, the middle of a serial number, the end of a tag
    return encodeURIComponent([name.slice(3, name.lastIndexOf(' ')), serial.slice(2, 8), tag.slice(2)][n % 3]!)
  }
  const search = (asOf = '') => ({
    holdfast: turns((n) => get(`/api/v1/assets?q=${fragment(n)}&limit=50${asOf}`)),
    bare: turns((n) => get(`/search?q=${fragment(n)}`)),
  })
  const registration = (n: number) => ({
    name: `Torque tool Hilti ${n}`,
    kind: 'tool',
    tier: 3,
    serial: `SN-${n.toString(36).toUpperCase()}`,
    manufacturer: 'Hilti',
    siteId: pick(sample.sites, n),
    ownerId: pick(sample.owners, n),
  })

  const offered = { holdfast: [] as Request[], bare: [] as Request[] }
  const reads: Operation[] = [
    { name: 'page of 50 by owner and tier, sorted by name', ...page() },
    { name: 'search for a fragment, first 50', ...search() },
    {
      name: 'history of one asset',
      holdfast: turns((n) => get(`/api/v1/assets/${pick(sample.assets, n).id}/history`)),
      bare: turns((n) => get(`/history?asset=${pick(sample.assets, n).id}`)),
    },
  ]
  const writes: Operation[] = [
    {
      name: 'accept a transfer',
      holdfast: () => offered.holdfast.pop(),
      bare: () => offered.bare.pop(),
      async supply(side, count) {
        const missing = count - offered[side].length
        if (missing <= 0) return
        const more =
          side === 'holdfast' ? await offer(app, sample, missing) : await offerPlainly(owner, sample, missing)
        const wording = (label: string) => wordings('accept', label).en
        offered[side].unshift(
          ...more.map(({ id, to, label }) => ({
            method: 'POST' as const,
            path: side === 'holdfast' ? `/api/v1/transfers/${id}/acceptance` : `/accept?transfer=${id}`,
            body: { wording: wording(label) },
            ...(side === 'holdfast' && { cookie: cookies.get(to)! }),
          })),
        )
      },
    },
    {
      name: 'register an asset',
      holdfast: turns((n) => ({
        method: 'POST',
        path: '/api/v1/assets',
        body: registration(n),
        cookie: administrator,
      })),
      bare: turns((n) => ({ method: 'POST', path: '/register', body: registration(n) })),
    },
  ]
  const asOf = `&asOf=${year}`
  return {
    reads,
    writes,
    page: page(),
    pageAYearAgo: page(asOf),
    search: search(),
    searchAYearAgo: search(asOf),
    ...sample,
    cookie: administrator,
  }
}

const pick = <Item>(from: Item[], n: number): Item => from[(n * 7919) % from.length]!

/** The requests of one side, numbered. */
function turns(request: (n: number) => Request): () => Request {
  let n = 0
  return () => request(n++)
}

async function sampleOf(client: pg.Client): Promise<Sample> {
  const ids = async (statement: string) => (await client.query<{ id: string }>(statement)).rows.map((row) => row.id)
  return {
    administrator: (await ids('select person_id as id from auth."user" where email = \'admin@plant.example\''))[0]!,
    owners: await ids('select distinct owner_id as id from register.asset'),
    emails: await ids(
      "select coalesce(email, '') as id from register.person where id in (select owner_id from register.asset)",
    ),
    sites: await ids('select id from register.site'),
    assets: (await client.query('select id, name, serial, tag from register.asset order by id limit 5000')).rows,
  }
}

/** A session as signing in leaves it; answers its cookie. */
async function signedIn(client: pg.Client, person: string, secret: string): Promise<string> {
  const token = randomBytes(24).toString('base64url')
  const user = uuidv7()
  await client.query(
    `insert into auth."user" (id, name, email, person_id) select $1, name, coalesce(email, id::text), id from register.person where id = $2 on conflict (person_id) do nothing`,
    [user, person],
  )
  await client.query(
    `insert into auth.session (id, token, "userId", "expiresAt") select $1, $2, id, clock_timestamp() + interval '1 day' from auth."user" where person_id = $3`,
    [uuidv7(), token, person],
  )
  const signature = createHmac('sha256', secret).update(token).digest('base64')
  return `${cookieName}=${encodeURIComponent(`${token}.${signature}`)}`
}

async function change(client: pg.Client, actor: string, operation: string, statements: [string, unknown[]][]) {
  await client.query('begin')
  await client.query("select ledger.begin($1, $2, null, $3, null, 'job', null, null)", [uuidv7(), actor, operation])
  const results = []
  for (const [statement, values] of statements) results.push(await client.query(statement, values))
  await client.query('commit')
  return results
}

type Offer = { id: string; to: string; label: string }

/** Offers and releases assets that have no open transfer, to the people who are signed in. */
async function offer(client: pg.Client, sample: Sample, count: number): Promise<Offer[]> {
  const [result] = await change(client, sample.administrator, 'transfer.offer', [
    [
      `with free as (
         select a.id, a.tag, a.name, a.owner_id, row_number() over () as n from register.asset a tablesample bernoulli (50) where owner_id is not null
            and not exists (select from register.transfer t where t.asset_id = a.id and t.state = 'open') limit $1),
       made as (
         insert into register.transfer (id, asset_id, from_id, to_id, offered_at, offered_by, released_at, released_by, release_wording, expires_at)
         select gen_random_uuid(), f.id, f.owner_id, p.id, c.at, f.owner_id, c.at, f.owner_id, 'released', c.at + interval '14 days'
           from free f cross join ledger.current_change() c join unnest($2::uuid[]) with ordinality p (id, n) on p.n = 1 + f.n % cardinality($2) where p.id <> f.owner_id
         returning id, asset_id, to_id)
       select m.id, m.to_id as to, f.tag || ' (' || f.name || ')' as label from made m join free f on f.id = m.asset_id`,
      [count, sample.owners.slice(0, receivers)],
    ],
  ])
  return result!.rows
}

async function offerPlainly(client: pg.Client, sample: Sample, count: number): Promise<Offer[]> {
  const { rows } = await client.query(
    `with free as (
       select a.id, a.tag, a.name, a.owner_id, row_number() over () as n from plain.asset a tablesample bernoulli (50)
        where not exists (select from plain.transfer t where t.asset_id = a.id and t.state = 'open') limit $1),
     made as (
       insert into plain.transfer (id, asset_id, from_id, to_id, state, offered_at, expires_at)
       select gen_random_uuid(), f.id, f.owner_id, p.id, 'open', now(), now() + interval '14 days'
         from free f join unnest($2::uuid[]) with ordinality p (id, n) on p.n = 1 + f.n % cardinality($2)
       returning id, asset_id, to_id)
     select m.id, m.to_id as to, f.tag || ' (' || f.name || ')' as label from made m join free f on f.id = m.asset_id`,
    [count, sample.owners.slice(0, receivers)],
  )
  return rows
}
