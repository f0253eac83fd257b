import { randomBytes } from 'node:crypto'
import { v7 as uuidv7 } from 'uuid'
import type { Change } from '../platform/database/change.ts'
import type { Reader } from '../platform/database/connect.ts'
import type { Role } from '../platform/http/operation.ts'
import { hashOf } from './who.store.ts'

export interface TokenWish {
  personId: string
  name: string
  role: Role | 'employee'
  readOnly: boolean
  expiresAt: string | null
}

/** Makes a token. The secret is answered here once and kept nowhere. */
export async function createToken({ db }: Change, wish: TokenWish): Promise<{ id: string; token: string }> {
  const id = uuidv7()
  const token = `hf_${randomBytes(32).toString('base64url')}`
  await db
    .insertInto('token')
    .values({
      id,
      person_id: wish.personId,
      name: wish.name,
      role: wish.role,
      read_only: wish.readOnly,
      secret_hash: hashOf(token),
      expires_at: wish.expiresAt,
    })
    .execute()
  return { id, token }
}

/** The tokens of one person, or all. */
export async function tokens(db: Reader, personId: string | null) {
  let query = db
    .selectFrom('token')
    .innerJoin('person', 'person.id', 'token.person_id')
    .select([
      'token.id',
      'token.name',
      'person.id as personId',
      'person.name as personName',
      'role',
      'read_only',
      'expires_at',
      'ended_at',
    ])
    .orderBy('token.name')
  if (personId !== null) query = query.where('person_id', '=', personId)
  return (await query.execute()).map((row) => ({
    id: row.id,
    name: row.name,
    person: { id: row.personId, name: row.personName },
    role: row.role,
    readOnly: row.read_only,
    expiresAt: row.expires_at,
    endedAt: row.ended_at,
  }))
}
