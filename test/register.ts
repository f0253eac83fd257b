import pg from 'pg'
import { ledgerExport } from '../src/ledger/export.store.ts'
import { openInstallation } from '../src/ledger/installation.ts'
import { verifyRegister } from '../src/ledger/live.ts'
import { sequence } from '../src/ledger/sequencer.ts'
import { ndjson } from '../src/ledger/verify/ndjson.ts'
import { type Report, type Trust, verify } from '../src/ledger/verify/verify.ts'
import { connect, type Database } from '../src/platform/database/connect.ts'
import { type TestDatabase, testDatabase } from './database.ts'
import { begin, named, smallRegister } from './small-register.ts'

export const seed = Buffer.alloc(32, 7)

/** A small register with its ledger signed in three checkpoints, and somebody with every right over its database. */
export interface TestRegister {
  at: TestDatabase
  database: Database
  /** Runs statements as the running program, in one change; `:names` are those of the small register. */
  change(operation: string, statements: string): Promise<void>
  /** Runs statements as a superuser with every trigger and foreign key off. */
  tamper(statements: string): Promise<void>
  ask<Row>(question: string): Promise<Row[]>
  sign(): Promise<number>
  /** Verifies the register live and as an export; both have to find the same. */
  verify(trust?: Trust): Promise<Report>
  close(): Promise<void>
}

export async function testRegister(): Promise<TestRegister> {
  const at = await testDatabase()
  await openInstallation(at.ownerUrl, null)
  const database = connect(at.appUrl)
  await sequence(database, seed)
  await smallRegister(at.appUrl)
  const superuser = new pg.Client(at.superUrl)
  await superuser.connect()
  const register: TestRegister = {
    at,
    database,
    change: async (operation, statements) => {
      const client = await database.pool.connect()
      await client.query(`begin; ${begin(operation)} ${named(statements)}; commit`).finally(() => client.release())
    },
    tamper: async (statements) => {
      await superuser.query(`begin; set local session_replication_role = replica; ${named(statements)}; commit`)
    },
    ask: async (question) => (await superuser.query(named(question))).rows,
    sign: () => sequence(database, seed),
    verify: async (trust = {}) => {
      const live = await verifyRegister(database, seed, trust)
      const file = await verify(ndjson([Buffer.from(await exported(database))]), { ...trust, keys: live.keys })
      if (JSON.stringify({ ...file, exportedAt: live.exportedAt }) !== JSON.stringify(live))
        throw new Error(`the export is found to be another than the register: ${JSON.stringify([live, file])}`)
      return live
    },
    close: async () => {
      await database.close()
      await superuser.end()
      await at.drop()
    },
  }
  await register.sign()
  await register.change('site.add', `insert into register.site (id, name) values (:new, 'Second works')`)
  await register.sign()
  return register
}

/** The export of a register as text. */
export async function exported(database: Database): Promise<string> {
  let text = ''
  for await (const chunk of ledgerExport(database)) text += chunk
  return text
}
