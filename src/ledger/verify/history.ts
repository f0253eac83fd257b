import { hash } from 'node:crypto'
import { type Entry, erases, type Sealed } from './entry.ts'
import type { Findings } from './finding.ts'
import { type Columns, canonical, imageHash } from './json.ts'
import { type Slot, Slots } from './slots.ts'
import type { RowLine, TableLine, VersionLine } from './stream.ts'

// What the entries say of each row, against the rows and versions the register shows. Of each key only hashes are kept.

type Row = {
  table: string
  /** The slots of the versions not yet met, oldest first; `last` is that of the present row. 0 if none. */
  first: number
  last: number
  there: boolean
  met: boolean
  /** The first entry whose personal part is gone and not yet explained by an erasure. */
  closed: number | undefined
}

const NOTHING: TableLine = { type: 'table', table: '', key: [], clear: [], versioned: false }
const NO_IMAGE = Buffer.alloc(16)
const id = (change: string): Buffer => hash('sha256', change, 'buffer').subarray(0, 16)
const place = (table: string, key: Columns): string => `${table} ${canonical(key)}`
const instant = (text: string): number => (text === 'infinity' ? Number.POSITIVE_INFINITY : Date.parse(text))

export class History {
  readonly #findings: Findings
  readonly #tables = new Map<string, TableLine>()
  readonly #rows = new Map<string, Row>()
  readonly #slots = new Slots()

  constructor(findings: Findings) {
    this.#findings = findings
  }

  table(line: TableLine): void {
    this.#tables.set(line.table, line)
  }

  /** Takes entry number `at`; `sealed` is its opened personal part, undefined if it is gone or does not fit. */
  entry(e: Entry, sealed: Sealed | undefined, at: number): void {
    const where = place(e.table, e.key)
    const row = this.#rows.get(where) ?? this.#begin(where, e.table)
    const opened = e.sealed === undefined || sealed !== undefined
    if (!this.#continues(row, e, sealed)) {
      this.#findings.add('entry_discontinuous', { entry: at, table: e.table, key: e.key })
    }
    if (!opened) row.closed ??= at
    if (erases(e)) row.closed = undefined
    if (e.op === 'delete') this.#remove(row, e, at)
    else {
      const clear = imageHash(e.after)
      const whole = opened ? imageHash({ ...e.after, ...sealed?.after }) : NO_IMAGE
      const from = Date.parse(e.at)
      const to = Number.POSITIVE_INFINITY
      this.#write(row, { entry: at, from, to, change: id(e.change), clear, whole, opened, void: false, next: 0 })
    }
  }

  row({ table, row: columns }: RowLine): void {
    const key = this.#key(table, columns)
    const row = this.#rows.get(place(table, key))
    if (!row?.there || row.met) {
      this.#findings.add('row_unrecorded', { table, key })
      return
    }
    row.met = true
    const last = this.#slots.get(row.last)
    if (!this.#equals(last, table, columns)) this.#findings.add('row_differs', { entry: last.entry, table, key })
  }

  /** Takes a version; those of one key come in the order of their beginning. */
  version({ table, row: columns, change, from, to }: VersionLine): void {
    const key = this.#key(table, columns)
    const row = this.#rows.get(place(table, key))
    const found = row && this.#find(row.first, id(change))
    if (!row || !found) {
      this.#findings.add('version_unrecorded', { table, key, change })
      return
    }
    this.#passed(row, found, key)
    const slot = this.#slots.get(found)
    row.first = slot.next
    const where = { entry: slot.entry, table, key }
    if (!this.#equals(slot, table, columns)) this.#findings.add('version_differs', where)
    if (instant(from) !== slot.from) this.#findings.add('version_span', { ...where, why: `it begins at ${from}` })
    if (instant(to) !== slot.to) this.#findings.add('version_span', { ...where, why: `it ends at ${to}` })
  }

  /** Call after the last line. */
  end(): void {
    for (const [where, row] of this.#rows) {
      const { table } = row
      const key = JSON.parse(where.slice(table.length + 1)) as Columns
      if (row.closed !== undefined) this.#findings.add('opening_missing', { entry: row.closed, table, key })
      if (row.there && !row.met)
        this.#findings.add('row_missing', { entry: this.#slots.get(row.last).entry, table, key })
      this.#passed(row, 0, key)
    }
  }

  #begin(where: string, table: string): Row {
    const row: Row = { table, first: 0, last: 0, there: false, met: false, closed: undefined }
    this.#rows.set(where, row)
    return row
  }

  /** An entry says what it found (`before` over `after`): that must be what the entry before it left. */
  #continues(row: Row, e: Entry, sealed: Sealed | undefined): boolean {
    if (!row.there || e.op === 'insert') return row.there === (e.op !== 'insert')
    const last = this.#slots.get(row.last)
    if (Date.parse(e.at) < last.from) return false
    const clear = { ...e.after, ...e.before }
    const opened = e.sealed === undefined || sealed !== undefined
    // an erasure keeps no personal value, so it says nothing of what it found
    if (!opened || !last.opened || erases(e)) return imageHash(clear).equals(last.clear)
    return imageHash({ ...clear, ...sealed?.after, ...sealed?.before }).equals(last.whole)
  }

  #write(row: Row, slot: Slot): void {
    const last = row.there ? this.#slots.get(row.last) : undefined
    row.there = true
    // one version for each change, and where there are no versions only the present matters
    if (last && (last.change.equals(slot.change) || !this.#table(row.table).versioned)) {
      this.#slots.set(row.last, { ...slot, from: last.from })
      return
    }
    const number = this.#slots.add(slot)
    const before = row.last
    if (before) this.#slots.set(before, { ...this.#slots.get(before), ...(last && { to: slot.from }), next: number })
    row.first ||= number
    row.last = number
  }

  #remove(row: Row, e: Entry, at: number): void {
    if (!row.there) return
    row.there = false
    const last = this.#slots.get(row.last)
    const gone = last.change.equals(id(e.change))
    this.#slots.set(row.last, { ...last, entry: gone ? at : last.entry, to: Date.parse(e.at), void: gone })
  }

  #equals(slot: Slot, table: string, columns: Columns): boolean {
    if (slot.opened) return imageHash(columns).equals(slot.whole)
    const { clear } = this.#table(table)
    return imageHash(Object.fromEntries(clear.map((c) => [c, columns[c] ?? null]))).equals(slot.clear)
  }

  #find(first: number, change: Buffer): number | undefined {
    for (let number = first; number; ) {
      const slot = this.#slots.get(number)
      if (!slot.void && slot.change.equals(change)) return number
      number = slot.next
    }
    return undefined
  }

  /** Versions between the first not yet met and `until` have been passed over: they are gone. */
  #passed(row: Row, until: number, key: Columns): void {
    if (!this.#table(row.table).versioned) return
    for (let number = row.first; number && number !== until; ) {
      const slot = this.#slots.get(number)
      if (!slot.void) this.#findings.add('version_missing', { entry: slot.entry, table: row.table, key })
      number = slot.next
    }
  }

  #table(name: string): TableLine {
    return this.#tables.get(name) ?? NOTHING
  }

  #key(table: string, columns: Columns): Columns {
    return Object.fromEntries(this.#table(table).key.map((c) => [c, columns[c] ?? null]))
  }
}
