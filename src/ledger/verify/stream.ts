import type { Opening } from './entry.ts'
import { type Columns, isColumns } from './json.ts'

// The lines of a ledger export (docs/formats/ledger-export.md). A live register answers the same lines, so one check serves both.

export type Header = {
  format: 'holdfast-ledger'
  v: 1
  installation: string
  keys: string[]
  exportedAt: string
  asOf: number
}
export type TableLine = { type: 'table'; table: string; key: string[]; clear: string[]; versioned: boolean }
export type CheckpointLine = { type: 'checkpoint'; note: string }
export type ChangeLine = {
  type: 'change'
  id: string
  at: string
  actor: string | null
  behalf: string | null
  operation: string
  origin: string
  by: string
  migration: number
  reason: string | null
}
/** In the tree: idx and leaf; not yet: neither. Without bytes the entry itself is gone. */
export type EntryLine = { type: 'entry'; idx?: number; leaf?: string; bytes?: string; opening?: Opening }
export type RowLine = { type: 'row'; table: string; row: Columns }
export type VersionLine = { type: 'version'; table: string; row: Columns; change: string; from: string; to: string }
export type EndLine = { type: 'end'; counts: { [type: string]: number } }
export type Line = TableLine | CheckpointLine | ChangeLine | EntryLine | RowLine | VersionLine | EndLine

/** The stream cannot be read as an export from line `line` (from 1) on. */
export class Unreadable extends Error {
  readonly line: number
  constructor(line: number, why: string) {
    super(why)
    this.line = line
  }
}

type Check = (v: unknown) => boolean
const text: Check = (v) => typeof v === 'string' && v.isWellFormed()
const texts: Check = (v) => Array.isArray(v) && v.every(text)
const instant: Check = (v) => typeof v === 'string' && !Number.isNaN(Date.parse(v))
const count: Check = (v) => Number.isSafeInteger(v) && (v as number) >= 0
const hex32: Check = (v) => typeof v === 'string' && /^[0-9a-f]{64}$/.test(v)
const flag: Check = (v) => typeof v === 'boolean'
const or =
  (absent: null | undefined, check: Check): Check =>
  (v) =>
    v === absent || check(v)
const opening: Check = (v) => isColumns(v) && text(v.salt) && text(v.bytes)

const header: { [field: string]: Check } = {
  format: (v) => v === 'holdfast-ledger',
  v: (v) => v === 1,
  installation: text,
  keys: texts,
  exportedAt: instant,
  asOf: count,
}
// In the order the lines come in: what a line is checked against has been read before it.
const shapes: { [type: string]: { [field: string]: Check } } = {
  table: { table: text, key: texts, clear: texts, versioned: flag },
  checkpoint: { note: text },
  change: {
    id: text,
    at: instant,
    actor: or(null, text),
    behalf: or(null, text),
    operation: text,
    origin: text,
    by: text,
    migration: count,
    reason: or(null, text),
  },
  entry: {
    idx: or(undefined, count),
    leaf: or(undefined, hex32),
    bytes: or(undefined, text),
    opening: or(undefined, opening),
  },
  row: { table: text, row: isColumns },
  version: {
    table: text,
    row: isColumns,
    change: text,
    from: instant,
    to: (v) => v === 'infinity' || instant(v),
  },
  end: { counts: (v) => isColumns(v) && Object.values(v).every(count) },
}
const order = Object.keys(shapes)

/**
 * Reads header and lines of an export, refusing (Unreadable) what has another shape or stands in another order.
 * The values come from whoever made the file: nothing is believed beyond its shape.
 */
export async function* readLines(
  values: AsyncIterable<unknown> | Iterable<unknown>,
): AsyncGenerator<{ header: Header } | { line: Line; at: number }> {
  let at = 0
  let section = -1
  for await (const value of values) {
    at++
    if (at === 1) {
      const bad = wrong(value, header)
      if (bad) throw new Unreadable(at, `the first line is not the header of a ledger export of version 1 (${bad})`)
      yield { header: value as Header }
      continue
    }
    const type = isColumns(value) ? String(value.type) : ''
    const shape = Object.hasOwn(shapes, type) ? shapes[type] : undefined
    if (!shape) throw new Unreadable(at, `there is no line of type "${type.slice(0, 40)}"`)
    if (section === order.length - 1) throw new Unreadable(at, 'something follows the end line')
    if (order.indexOf(type) < section) throw new Unreadable(at, `a line of type "${type}" comes too late`)
    section = order.indexOf(type)
    const bad = wrong(value, shape)
    if (bad) throw new Unreadable(at, `"${bad}" of this ${type} line is missing or of the wrong kind`)
    yield { line: value as Line, at }
  }
  if (at === 0) throw new Unreadable(1, 'it is empty')
}

const wrong = (value: unknown, shape: { [field: string]: Check }): string | undefined =>
  isColumns(value) ? Object.keys(shape).find((field) => !shape[field]!(value[field])) : 'not an object'
