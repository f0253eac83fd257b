import { hash } from 'node:crypto'
import { type Columns, isColumns, parseJson } from './json.ts'

// One entry of the ledger and what opens its commitment: docs/formats/ledger-entry.md.

export type Op = 'insert' | 'update' | 'delete'
export type Entry = {
  migration: number
  change: string
  at: string
  actor: string | null
  behalf: string | null
  operation: string
  origin: string
  by: string
  table: string
  op: Op
  key: Columns
  before: Columns
  after: Columns
  sealed: string | undefined
}
export type Opening = { salt: string; bytes: string }
/** What the commitment hides: the personal columns before and after, and the reason of the change. */
export type Sealed = { before: Columns; after: Columns; reason: string | null }

const text = (v: unknown): v is string => typeof v === 'string'
const textOrNull = (v: unknown): v is string | null => v === null || text(v)
const ops: readonly unknown[] = ['insert', 'update', 'delete']

/** Reads the exact bytes of an entry; undefined if they are not one of version 1. */
export function parseEntry(bytes: string): Entry | undefined {
  const e = parsed(bytes)
  if (e?.v !== 1 || !Number.isSafeInteger(e.migration) || !ops.includes(e.op)) return undefined
  const { change, at, actor, behalf, operation, origin, by, table, key, before = {}, after = {}, sealed } = e
  if (!text(change) || !text(at) || Number.isNaN(Date.parse(at)) || !textOrNull(actor) || !textOrNull(behalf))
    return undefined
  if (!text(operation) || !text(origin) || !text(by) || !text(table)) return undefined
  if (!isColumns(key) || !isColumns(before) || !isColumns(after)) return undefined
  if (sealed !== undefined && !text(sealed)) return undefined
  const [migration, op] = [e.migration as number, e.op as Op]
  return { migration, change, at, actor, behalf, operation, origin, by, table, op, key, before, after, sealed }
}

/** SHA-256(salt || bytes) in hexadecimal. Undefined unless the salt is 32 bytes: else salt and bytes could trade places. */
export function commitment({ salt, bytes }: Opening): string | undefined {
  if (!/^[0-9a-f]{64}$/.test(salt)) return undefined
  return hash('sha256', Buffer.concat([Buffer.from(salt, 'hex'), Buffer.from(bytes)]), 'hex')
}

/** Reads the exact bytes of an opening; undefined if they are none. */
export function parseSealed(bytes: string): Sealed | undefined {
  const sealed = parsed(bytes)
  if (!sealed) return undefined
  const { before = {}, after = {}, reason = null } = sealed
  return isColumns(before) && isColumns(after) && textOrNull(reason) ? { before, after, reason } : undefined
}

/** An entry that takes personal values away: openings of this key up to it may be missing. */
export const erases = (e: Entry): boolean =>
  e.operation === 'text.erase' || (e.operation === 'person.erase' && e.table === 'person')

function parsed(bytes: string): Columns | undefined {
  try {
    const value = parseJson(bytes)
    return isColumns(value) ? value : undefined
  } catch {
    return undefined
  }
}
