import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type pg from 'pg'
import { openHoldfast } from '../src/holdfast.ts'
import type { Configuration } from '../src/platform/configuration.ts'
import { createServer } from '../src/server.ts'
import { median } from './load.ts'
import type { Operation } from './operations.ts'

/** CPU time in microseconds that one part of a write takes, and in which process. */
export interface Part {
  write: string
  part: string
  node?: number
  postgres?: number
}

const times = 200

/** CPU time a backend has used, in microseconds. Linux only. */
const used = (pid: number) => Number(readFileSync(`/proc/${pid}/schedstat`, 'utf8').split(' ')[0]) / 1000

/** Where a write spends its time: what Node does in all, and what PostgreSQL does for each statement. In this process, one at a time. */
export async function statementsOf(operation: Operation, configuration: Configuration): Promise<Part[]> {
  const holdfast = await openHoldfast(configuration, 'command')
  holdfast.database.pool.options.max = 1
  const spent = new Map<string, number[]>()
  holdfast.database.pool.on('connect', (client) => watch(client as unknown as pg.Client, spent))
  const server = await createServer(holdfast)
  const one = async () => {
    const { method, path, body, cookie } = operation.holdfast()!
    const answer = await server.inject({ method, url: path, headers: { cookie }, payload: body as object })
    if (answer.statusCode >= 300) throw new Error(answer.body)
  }
  await operation.supply?.('holdfast', times * 3)
  for (let n = 0; n < times; n++) await one()
  spent.clear()
  const before = process.cpuUsage()
  for (let n = 0; n < times; n++) await one()
  const { user, system } = process.cpuUsage(before)
  await server.close()
  await holdfast.close()
  return [
    { write: operation.name, part: 'HTTP, validation, queries and their answers', node: (user + system) / times },
    ...[...spent].map(([part, all]) => ({
      write: operation.name,
      part,
      postgres: (median(all) * all.length) / times,
    })),
  ]
}

/** Notes for statements that go together what their backend used until the last answer came. */
function watch(client: pg.Client, spent: Map<string, number[]>) {
  const query = client.query.bind(client) as (...args: unknown[]) => Promise<unknown>
  const pid = (client as unknown as { processID: number }).processID
  let waiting = 0
  let before = 0
  let asked: string[] = []
  const answered = () => {
    if (--waiting > 0) return
    const all = asked.join(' + ')
    spent.set(all, [...(spent.get(all) ?? []), used(pid) - before])
  }
  client.query = ((config: string | { text: string }, ...rest: unknown[]) => {
    if (waiting++ === 0) {
      before = used(pid)
      asked = []
    }
    const text = (typeof config === 'string' ? config : config.text).replace(/["\s]+/g, ' ').trim()
    asked.push(text.length > 40 ? `${text.slice(0, 40)} …` : text)
    const answer = query(config, ...rest)
    answer.then(answered, answered)
    return answer
  }) as never
}

const registration = `
  with began as (
    insert into register.tenure (asset_id, seq, revision, owner_id, since, recorded_at, change_id, started_by) values ($1, 1, 1, $2, $3, $3, $4, 'registered'))
  insert into register.asset (id, tag, name, kind_id, tier, serial, manufacturer, owner_id, owner_seq, owner_revision, owner_since)
  values ($1, $5, $6, 'tool', 3, $5, 'Hilti', $2, 1, 1, $3)`

const off = (...triggers: string[]) =>
  triggers.map((one) => `alter table register.${one.replace(' ', ' disable trigger ')}`)
const journals = off('asset z_journal', 'tenure z_journal')
const rules = off('asset user', 'tenure user')

/** What the one statement of a registration costs, with more and more of it switched off. @param owner connected as the owner */
export async function registrationParts(owner: pg.Client): Promise<Part[]> {
  const { rows } = await owner.query("select id from register.person where state = 'active' limit 90")
  const { pid } = (await owner.query('select pg_backend_pid() as pid')).rows[0]
  let n = 0
  const cost = async (without: string[]) => {
    await owner.query('begin')
    for (const statement of without) await owner.query(statement)
    const change = randomUUID()
    const began = await owner.query("select ledger.begin($1, null, null, 'parts', null, 'job', null, null) as at", [
      change,
    ])
    const bursts: number[] = []
    for (let burst = 0; burst < 9; burst++) {
      const before = used(pid)
      for (let time = 0; time < 50; time++) {
        n++
        const values = [
          randomUUID(),
          rows[n % rows.length].id,
          began.rows[0].at,
          change,
          `P-${n}`,
          `Torque tool Hilti ${n}`,
        ]
        await owner.query({ name: 'registration', text: registration, values })
      }
      if (burst > 0) bursts.push((used(pid) - before) / 50)
    }
    await owner.query('rollback')
    return median(bursts)
  }
  const whole = await cost([])
  const noVersions = await cost([
    'drop index register.asset_version_by_name, register.asset_version_by_owner, register.asset_version_by_site, register.asset_version_by_kind',
  ])
  const noJournals = await cost(journals)
  const noRules = await cost(rules)
  const noSearch = await cost([...rules, 'drop index register.asset_search'])
  const write = 'register an asset, inside its statement'
  return [
    { write, part: 'journal: version row and ledger entries', postgres: noVersions - noJournals },
    { write, part: 'journal: list indexes of the version row', postgres: whole - noVersions },
    { write, part: 'rules in triggers: stamp, chain, gate', postgres: noJournals - noRules },
    { write, part: 'trigram index of the search', postgres: noRules - noSearch },
    { write, part: 'two rows, their keys, checks and other indexes', postgres: noSearch },
  ]
}
