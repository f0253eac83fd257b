import type { FastifyRequest } from 'fastify'
import type { Purpose } from '../database/change.ts'
import { refuse } from '../refusal.ts'
import { instant } from './operation.ts'

/** The purpose of a write that came by HTTP. `Idempotency-Key` makes a repeated request answer `already_done` instead of doing it twice. */
export function purpose(request: FastifyRequest, operation: string, reason?: string | null): Purpose {
  const key = request.headers['idempotency-key']
  return { operation, reason: reason ?? null, idempotencyKey: typeof key === 'string' ? key.slice(0, 200) : null }
}

/** The version a client looked at before editing: an instant, quoted as HTTP wants it. Without one, editing would be guessing. */
export function ifMatch(request: FastifyRequest): string {
  const version = request.headers['if-match']?.replace(/^(W\/)?"|"$/g, '')
  if (!version) refuse('if_match_missing')
  const { data } = instant.safeParse(version)
  return data ?? refuse('bad_input', { fields: [{ where: 'If-Match', what: 'is not a version' }] })
}
