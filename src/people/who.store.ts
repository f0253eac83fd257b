import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import { batched } from '../platform/database/batch.ts'
import type { Reader } from '../platform/database/connect.ts'
import type { Role } from '../platform/http/operation.ts'
import type { Who } from '../platform/http/serve.ts'

export const cookieName = 'holdfast.session_token'
/** What the database keeps of a token's secret. 32 random bytes need no slow hash. */
export const hashOf = (secret: string) => createHash('sha256').update(secret).digest('hex')

interface Row {
  key: string
  id: string
  name: string
  roles: Role[]
  token_id: string
  role: Role | 'employee'
  read_only: boolean
}

/**
 * Tells who sends a request: by token (`Authorization: Bearer`) or by the session cookie, null when neither is valid. Somebody who
 * has left is nobody here, whatever they hold. One prepared query each, and one for all who ask at once.
 */
export function identifying(reader: Reader, sessionSecret: string): (request: FastifyRequest) => Promise<Who | null> {
  const sessions = batched((keys) => bySession(reader, keys))
  const tokens = batched((keys) => byToken(reader, keys))
  return async (request) => {
    const bearer = request.headers.authorization?.match(/^Bearer (.+)$/i)?.[1]
    if (bearer !== undefined) return (await tokens(hashOf(bearer))) ?? null
    const token = sessionToken(request.headers.cookie, sessionSecret)
    return token === null ? null : ((await sessions(token)) ?? null)
  }
}

// A list of values and not one array: an array's length is guessed anew at each execution, which costs a plan.
async function bySession(reader: Reader, keys: string[]): Promise<Map<string, Who>> {
  const { rows } = await sql<Row>`
    select s.token as key, p.id, p.name, array(select g.role from role_grant g where g.person_id = p.id and g.ended_at is null) as roles
      from session s join "user" u on u.id = s."userId" join person p on p.id = u.person_id
     where s.token in (${sql.join(keys)}) and s."expiresAt" > clock_timestamp() and p.state <> 'left'`.execute(reader)
  return new Map(
    rows.map((row) => [
      row.key,
      { personId: row.id, name: row.name, roles: row.roles, readOnly: false, origin: 'screen' },
    ]),
  )
}

async function byToken(reader: Reader, keys: string[]): Promise<Map<string, Who>> {
  const { rows } = await sql<Row>`
    select t.secret_hash as key, p.id, p.name, t.id as token_id, t.role, t.read_only, array(select g.role from role_grant g where g.person_id = p.id and g.ended_at is null) as roles
      from token t join person p on p.id = t.person_id
     where t.secret_hash in (${sql.join(keys)}) and t.ended_at is null and coalesce(t.expires_at, 'infinity') > clock_timestamp() and p.state <> 'left'`.execute(
    reader,
  )
  return new Map(
    rows.map((row) => [
      row.key,
      {
        personId: row.id,
        name: row.name,
        // A token never has more than its person has now: a role taken away is gone from the token too.
        roles: row.roles.filter((role) => role === row.role),
        readOnly: row.read_only,
        origin: 'api',
        tokenId: row.token_id,
      },
    ]),
  )
}

/** The session token of a cookie whose signature is ours, else null. */
export function sessionToken(cookies: string | undefined, secret: string): string | null {
  const raw = cookies
    ?.split(/; */)
    .find((part) => part.startsWith(`${cookieName}=`) || part.startsWith(`__Secure-${cookieName}=`))
  if (raw === undefined) return null
  let value: string
  try {
    value = decodeURIComponent(raw.slice(raw.indexOf('=') + 1))
  } catch {
    return null
  }
  const at = value.lastIndexOf('.')
  const [token, signature] = [value.slice(0, at), Buffer.from(value.slice(at + 1), 'base64')]
  const expected = createHmac('sha256', secret).update(token).digest()
  return at > 0 && signature.length === expected.length && timingSafeEqual(signature, expected) ? token : null
}
