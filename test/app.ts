import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { FastifyInstance } from 'fastify'
import pg from 'pg'
import { becomeProvisionalOwner } from '../src/assets/owner-unclear.operations.ts'
import { openHoldfast } from '../src/holdfast.ts'
import { wordings } from '../src/ownership/wording.ts'
import { configuration } from '../src/platform/configuration.ts'
import type { Database } from '../src/platform/database/connect.ts'
import { createServer } from '../src/server.ts'
import { type Client, client, type Person } from './client.ts'
import { testDatabase } from './database.ts'
import { invariants } from './invariants.ts'
import { query } from './query.ts'

/** A whole application over a register of its own, set up. */
export interface TestApp {
  app: FastifyInstance
  database: Database
  /** The administrator, signed in by session; provisional owner of everything registered here. */
  admin: Person
  /** Somebody who is not signed in. */
  nobody: Client
  /** The key its checkpoints are signed with. */
  seed: Buffer
  /** How many entries the ledger has. */
  entries(): Promise<number>
  /** Every rule of test/invariants.ts that does not hold; empty when all do. */
  broken(): Promise<string[]>
  /** Runs statements with every right, which the program itself never has. */
  asSuperuser(statements: string): Promise<unknown>
  close(): Promise<void>
}

export const password = 'correct horse battery'

/** Starts it. `setUp: false` leaves the first-run wizard to the test: there is no administrator then. */
export async function testApp({ setUp = true } = {}): Promise<TestApp> {
  const cloned = await testDatabase()
  const folder = mkdtempSync(path.join(tmpdir(), 'holdfast-test-data-'))
  const holdfast = await openHoldfast(
    configuration({
      HOLDFAST_DATA: folder,
      DATABASE_URL: cloned.appUrl,
      DATABASE_OWNER_URL: cloned.ownerUrl,
      HOLDFAST_URL: 'http://localhost:4680',
    }),
    'serve',
  )
  const { database } = holdfast
  const app = await createServer(holdfast, { strict: true })
  await app.ready()
  const admin = setUp ? await administrator(app) : ({} as Person)
  return {
    app,
    database,
    admin,
    nobody: client(app),
    seed: holdfast.secret.key('checkpoints'),
    async entries() {
      const { rows } = await database.pool.query<{ entries: number }>(
        'select count(*)::int as entries from ledger.entry',
      )
      return rows[0]!.entries
    },
    async broken() {
      const superuser = new pg.Client(cloned.superUrl)
      await superuser.connect()
      return await invariants(superuser).finally(() => superuser.end())
    },
    asSuperuser: (statements) => query(cloned.superUrl, statements),
    async close() {
      await app.close()
      await holdfast.close()
      await cloned.drop()
      rmSync(folder, { recursive: true })
    },
  }
}

/** What the first-run wizard sends. */
export const wizard = {
  organisation: 'Test Works Ltd',
  language: 'en' as const,
  admin: { name: 'Ada Admin', email: 'ada@example.org', password },
  mail: null,
  sample: false,
}

async function administrator(app: FastifyInstance): Promise<Person> {
  const response = await app.inject({ method: 'POST', url: '/api/v1/setup', payload: wizard })
  const signedIn = client(app, { cookie: cookiesOf(response) })
  await signedIn.call(becomeProvisionalOwner, { body: { wording: wordings('provisional').en! } })
  return { ...signedIn, id: response.json().personId, name: wizard.admin.name }
}

/** The cookies of an answer, as a browser sends them back. */
export const cookiesOf = ({ cookies }: { cookies: { name: string; value: string }[] }) =>
  cookies.map(({ name, value }) => `${name}=${encodeURIComponent(value)}`).join('; ')
