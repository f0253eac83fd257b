import { registerAsset } from '../src/assets/assets.operations.ts'
import { acceptStated, offerTransfer } from '../src/ownership/ownership.operations.ts'
import { label, type Sentence, wordings } from '../src/ownership/wording.ts'
import { grantRole, insertPerson } from '../src/people/person.store.ts'
import { createToken } from '../src/people/token.store.ts'
import { write } from '../src/platform/database/change.ts'
import type { Call, Role } from '../src/platform/http/operation.ts'
import type { TestApp } from './app.ts'
import { client, type Person } from './client.ts'

/** Lets somebody work here, signed in by a token, with one role or as a plain employee. Made in one change, without a password's slow hash. */
export async function person(
  { app, database, admin }: TestApp,
  role: Role | 'employee' = 'employee',
  { name = `${role} ${++people}`, readOnly = false } = {},
): Promise<Person> {
  const [id, token] = await write(
    database,
    { personId: admin.id, origin: 'command' },
    { operation: 'person.add' },
    async () => null,
    async (change) => {
      const personId = await insertPerson(change, { name })
      if (role !== 'employee') await grantRole(change, personId, role)
      return [
        personId,
        (await createToken(change, { personId, name: 'test', role, readOnly, expiresAt: null })).token,
      ] as const
    },
  )
  return { ...client(app, { authorization: `Bearer ${token}` }), id, name }
}
let people = 0

export interface Asset {
  id: string
  tag: string
  name: string
}

/** Registers an asset. By default the administrator does, and names the owner, who is stated until they accept. */
export async function asset(
  { admin }: TestApp,
  owner: Person,
  more: Partial<Call<typeof registerAsset>['body']> = {},
  by: Person = admin,
): Promise<Asset> {
  const name = more.name ?? `Asset ${++assets}`
  const wording = owner.id === by.id ? wordings('register', name).en : undefined
  const made = await by.call(registerAsset, { body: { name, kind: 'plc', ownerId: owner.id, wording, ...more } })
  return { ...made, name }
}
let assets = 0

/** An asset whose owner has accepted it. */
export async function owned(at: TestApp, owner: Person, more: Parameters<typeof asset>[2] = {}): Promise<Asset> {
  const one = await asset(at, owner, more)
  await owner.call(acceptStated, { params: { id: one.id }, body: { wording: said('stated', one) } })
  return one
}

/** Offers an asset from its owner, which releases it. Answers the transfer's id. */
export async function offered(from: Person, to: Person, { id, ...of }: Asset): Promise<string> {
  const body = { toId: to.id, wording: said('release', of) }
  return (await from.call(offerTransfer, { params: { id }, body })).id
}

/** The sentence somebody says about an asset, in English. */
export const said = (sentence: Sentence, about: { tag: string; name: string }) => wordings(sentence, label(about)).en!
