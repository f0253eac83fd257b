import { sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import { type Asker, type Change, write } from '../platform/database/change.ts'
import type { Database, Reader } from '../platform/database/connect.ts'
import { refuse } from '../platform/refusal.ts'
import { storeAccount } from './account.store.ts'
import { grantRole, insertPerson } from './person.store.ts'
import type { SignInFlows } from './sign-in.ts'

export interface SetUp {
  organisation: string
  language: 'en' | 'de'
  admin: { name: string; email: string; password: string }
  /** Where mail goes out, already sealed by the caller; null for later. */
  mail: string | null
}

/** Whether the register has its organisation and first administrator. */
export async function setUpState(
  db: Reader,
): Promise<{ done: boolean; organisation: string | null; language: 'en' | 'de' | null; sampleClock: boolean }> {
  const { rows } = await sql<{ name: string | null; language: 'en' | 'de' | null; sample: boolean | null }>`
    select o.name, o.language, i.sample_clock as sample from (select 1) one left join organisation o on true left join ledger.installation i on true`.execute(
    db,
  )
  const row = rows[0]!
  return { done: row.name !== null, organisation: row.name, language: row.language, sampleClock: row.sample ?? false }
}

/**
 * Names the organisation and makes the first administrator, once. `more` runs in the same change: what the capabilities deliver
 * with a new register (kinds of assets). Refuses with already_set_up, also when two do it at once.
 */
export async function setUp(
  database: Database,
  flows: SignInFlows,
  asker: Asker,
  wish: SetUp,
  more: (change: Change) => Promise<void>,
  at?: string,
): Promise<{ personId: string }> {
  if (wish.admin.password.length < 12) refuse('password_too_short')
  if ((await setUpState(database.reader)).done) refuse('already_set_up')
  const hash = await (await flows.$context).password.hash(wish.admin.password)
  return await write(
    database,
    asker,
    { operation: 'setup', at: at ?? null },
    async () => null,
    async (change) => {
      await change.db
        .insertInto('organisation')
        .values({ id: uuidv7(), name: wish.organisation, language: wish.language, mail: wish.mail })
        .execute()
      const personId = await insertPerson(change, { name: wish.admin.name, email: wish.admin.email })
      await grantRole(change, personId, 'administrator')
      await storeAccount(change.db, personId, wish.admin.name, wish.admin.email, hash)
      await more(change)
      return { personId }
    },
  )
}
