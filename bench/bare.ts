import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import pg from 'pg'

// The floor to compare with: node:http, a pool, prepared statements, the plain tables. Nobody signs in, nothing is checked.

const pool = new pg.Pool({
  connectionString: process.env.DATABASE_URL,
  max: 16,
  options: '-c search_path=plain,public',
})
const actor = process.env.ACTOR!

type Query = (name: string, text: string, values: unknown[]) => Promise<pg.QueryResult>
const read: Query = (name, text, values) => pool.query({ name, text, values })

async function write<Result>(act: (query: Query) => Promise<Result>): Promise<Result> {
  const client = await pool.connect()
  try {
    await client.query('begin')
    const result = await act((name, text, values) => client.query({ name, text, values }))
    await client.query('commit')
    return result
  } catch (error) {
    await client.query('rollback')
    throw error
  } finally {
    client.release()
  }
}

const audit = (query: Query, operation: string, assetId: string, before: unknown, after: unknown) =>
  query(
    'audit',
    'insert into audit (at, actor_id, operation, asset_id, before, after) values (now(), $1, $2, $3, $4, $5)',
    [...[actor, operation, assetId, before, after]],
  )

const columns =
  'a.id, a.tag, a.name, a.kind_id, a.status, a.tier, a.serial, a.site_id, s.name as site_name, a.owner_id, p.name as owner_name, a.owner_since'
const joined = 'left join person p on p.id = a.owner_id left join site s on s.id = a.site_id'

const answers: Record<string, (url: URL, request: IncomingMessage) => Promise<unknown>> = {
  list: async ({ searchParams: by }) =>
    (
      await read(
        'list',
        `select ${columns} from asset a ${joined} where a.owner_id = $1 and a.tier = $2 order by a.name, a.id limit 51`,
        [by.get('owner'), by.get('tier')],
      )
    ).rows,
  search: async ({ searchParams: by }) =>
    (
      await read(
        'search',
        `select ${columns} from asset a ${joined} where a.search like $1 order by a.name, a.id limit 51`,
        [`%${by.get('q')!.toLowerCase()}%`],
      )
    ).rows,
  history: async ({ searchParams: by }) =>
    (
      await read(
        'history',
        `select a.at, a.operation, p.name as actor, a.before, a.after from audit a left join person p on p.id = a.actor_id
          where a.asset_id = $1 order by a.at desc limit 500`,
        [by.get('asset')],
      )
    ).rows,
  // the query of an export alone: its rows are read and thrown away
  export: async ({ searchParams: by }) =>
    (
      await read(
        'export',
        `select ${columns} from asset a ${joined} where $1::int is null or a.tier = $1 order by a.name, a.id limit 20000`,
        [by.get('tier')],
      )
    ).rowCount,
  register: async (_url, request) => {
    const body = JSON.parse(await bodyOf(request))
    const id = randomUUID()
    return await write(async (query) => {
      const { rows } = await query(
        'register',
        `insert into asset (id, tag, name, kind_id, tier, serial, manufacturer, site_id, owner_id, owner_since)
         values ($1, 'A-' || nextval('asset_tag'), $2, $3, $4, $5, $6, $7, $8, now()) returning tag`,
        [id, body.name, body.kind, body.tier, body.serial, body.manufacturer, body.siteId, body.ownerId],
      )
      await audit(query, 'asset.register', id, null, { ...body, ...rows[0] })
      return { id, ...rows[0] }
    })
  },
  accept: async ({ searchParams: by }, request) => {
    const { wording } = JSON.parse(await bodyOf(request))
    return await write(async (query) => {
      const { rows } = await query(
        'transfer',
        "select asset_id, from_id, to_id from transfer where id = $1 and state = 'open' for update",
        [by.get('transfer')],
      )
      const { asset_id, from_id, to_id } = rows[0]
      await query('own', 'update asset set owner_id = $2, owner_since = now() where id = $1', [asset_id, to_id])
      await query('decide', "update transfer set state = 'accepted', decided_at = now(), wording = $2 where id = $1", [
        ...[by.get('transfer'), wording],
      ])
      await audit(query, 'transfer.accept', asset_id, { owner_id: from_id }, { owner_id: to_id })
      return { assetId: asset_id }
    })
  },
  // one row at a time is what an import replaces: here 10,000 in batches of 500, each with its audit rows
  import: async (_url, request) => {
    const rows = JSON.parse(await bodyOf(request)).map((row: object) => ({ id: randomUUID(), ...row }))
    for (let at = 0; at < rows.length; at += 500)
      await write(async (query) => {
        const batch = JSON.stringify(rows.slice(at, at + 500))
        await query(
          'batch',
          `insert into asset (id, tag, name, kind_id, serial, manufacturer, owner_id, owner_since)
           select id, tag, name, kind, serial, manufacturer, owner, now()
             from json_to_recordset($1) as r(id uuid, tag text, name text, kind text, serial text, manufacturer text, owner uuid)`,
          [batch],
        )
        await query(
          'batch audit',
          `insert into audit (at, actor_id, operation, asset_id, after)
           select now(), $2, 'asset.import', (r ->> 'id')::uuid, r from jsonb_array_elements($1) r`,
          [batch, actor],
        )
      })
    return { rows: rows.length }
  },
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}

const server = createServer(async (request, response) => {
  try {
    const url = new URL(request.url!, 'http://localhost')
    const body = JSON.stringify(await answers[url.pathname.slice(1)]!(url, request))
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }).end(body)
  } catch (error) {
    response.writeHead(500).end(String(error))
  }
})
server.listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${(server.address() as { port: number }).port}`))
