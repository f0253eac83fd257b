import { constraints, type RefusalCode, refusals } from '../refusals.ts'

/** A no with its reason: a closed code, its sentence, and what it is about (field names, ids, never secrets). */
export class Refusal extends Error {
  readonly code: RefusalCode
  readonly status: number
  readonly details: Record<string, unknown>
  constructor(code: RefusalCode, details: Record<string, unknown> = {}) {
    super(refusals[code][1])
    this.code = code
    this.status = refusals[code][0]
    this.details = details
  }
}

/** Refuses. Reads as a sentence: `if (!asset) refuse('not_found')`. */
export function refuse(code: RefusalCode, details?: Record<string, unknown>): never {
  throw new Refusal(code, details)
}

interface DatabaseError {
  code?: string
  constraint?: string
}

/** What a database error means to a person; undefined when it is a fault of ours. */
export function refusalOf(error: unknown): Refusal | undefined {
  if (error instanceof Refusal) return error
  const { code, constraint } = error as DatabaseError
  const known = constraint === undefined ? undefined : constraints[constraint]
  if (known) return new Refusal(known)
  switch (code) {
    case '23503':
      return new Refusal('reference_unknown', { constraint })
    case '23505':
    case '23514':
      return new Refusal('conflict', { constraint })
    case '22P02': // not a UUID, not a number
    case '22P05': // a character the database cannot store
    case '22021': // broken UTF-8, NUL
    case '22001':
    case '22003':
    case '22007':
    case '22008':
    case '22009':
      return new Refusal('bad_input')
    case '40001':
    case '40P01':
    case '55P03':
    case '57014':
      return new Refusal('busy')
    case '53100':
      return new Refusal('database_full')
    default:
      return undefined
  }
}
