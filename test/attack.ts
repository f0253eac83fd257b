import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from './database.ts'
import { invariants } from './invariants.ts'
import { named, smallRegister } from './small-register.ts'

/** A hostile transaction: its statements, and by what each role that tries it is refused: a constraint, or an SQLSTATE. */
export interface Attack {
  statements: string
  app?: string
  owner?: string
}

/** For both roles the same refusal. */
export const both = (refused: string, statements: string): Attack => ({ statements, app: refused, owner: refused })
/** The program has no right to try; the owner has, and the database refuses all the same. */
export const owner = (refused: string, statements: string): Attack => ({ statements, app: '42501', owner: refused })
/** By the program alone: for the owner these statements are DDL, or its own right. */
export const app = (refused: string, statements: string): Attack => ({ statements, app: refused })

/** Tests that every attack on a small register is refused for its reason, and that nothing of the register has changed. */
export function refuses(attacks: Record<string, Attack>): void {
  let database: TestDatabase
  let superuser: pg.Client

  beforeAll(async () => {
    database = await testDatabase()
    superuser = new pg.Client(database.superUrl)
    await superuser.connect()
    await smallRegister(database.appUrl)
  })
  afterAll(async () => {
    await superuser.end()
    await database.drop()
  })

  for (const role of ['app', 'owner'] as const)
    describe(`the ${role === 'app' ? 'program' : "schema's owner"} is refused`, () => {
      for (const [name, { statements, [role]: refused }] of Object.entries(attacks))
        if (refused !== undefined)
          test(name, async () => {
            const before = await content(superuser)
            const error = await attempt(database[`${role}Url`], statements)
            expect([error?.constraint, error?.code], error?.message).toContain(refused)
            expect(await content(superuser)).toEqual(before)
          })
    })

  test('after all of it the register keeps every rule', async () => {
    expect(await invariants(superuser)).toEqual([])
  })
}

/** Runs the statements as one transaction and commits; answers what refused it. */
export async function attempt(url: string, statements: string): Promise<pg.DatabaseError | undefined> {
  const client = new pg.Client(url)
  await client.connect()
  try {
    await client.query(`begin; ${named(statements)}; commit;`)
    return undefined
  } catch (error) {
    if (error instanceof pg.DatabaseError) return error
    throw error
  } finally {
    await client.end()
  }
}

/** Each table of register and ledger with a digest of all its rows. */
async function content(client: pg.Client): Promise<unknown[]> {
  const { rows } = await client.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('register', 'ledger') order by 1`,
  )
  const digests = rows.map(
    ({ name }) =>
      `select '${name}' as name, count(*), md5(string_agg(t::text, E'\\n' order by t::text)) from ${name} t`,
  )
  return (await client.query(`${digests.join(' union all ')} order by name`)).rows
}
