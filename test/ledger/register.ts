import { hash } from 'node:crypto'
import { checkpointText, type Signer, signer } from '../../src/ledger/signing.ts'
import { commitment } from '../../src/ledger/verify/entry.ts'
import { Frontier, leafHash } from '../../src/ledger/verify/merkle.ts'
import type { ChangeLine, Header, Line, TableLine, VersionLine } from '../../src/ledger/verify/stream.ts'

// A register small enough for the memory that keeps its ledger as docs/formats say, the same bytes at every run: for test vectors,
// and for ledgers to tamper with. The real one is held to the same formats by the tests of its store.

export type Row = { [column: string]: unknown }
type Written = { bytes: string; opening?: { salt: string; bytes: string } }

export const INSTALLATION = '01890000-0000-7000-8000-00000000f17a'
const START = Date.parse('2026-11-20T10:00:00.000Z')
export const TABLES: TableLine[] = [
  { type: 'table', table: 'person', key: ['id'], clear: ['id', 'state', 'erased_at'], versioned: true },
  {
    type: 'table',
    table: 'asset',
    key: ['id'],
    clear: ['id', 'tag', 'status', 'cost_minor', 'owner_id', 'owner_seq', 'owner_since'],
    versioned: true,
  },
  {
    type: 'table',
    table: 'tenure',
    key: ['asset_id', 'seq'],
    clear: ['asset_id', 'seq', 'owner_id', 'since'],
    versioned: false,
  },
  {
    type: 'table',
    table: 'epoch',
    key: ['number'],
    clear: ['number', 'continues_origin', 'continues_size', 'continues_root'],
    versioned: false,
  },
]

/** A UUID for each kind of thing and number, always the same. */
export const uuid = (kind: 'change' | 'person' | 'asset', n: number): string =>
  `01890000-0000-7000-${{ change: '8c', person: '8a', asset: '8b' }[kind]}00-${n.toString(16).padStart(12, '0')}`

/** Who signs the checkpoints of an epoch. */
export const signerOf = (epoch: number): Signer =>
  signer(`${INSTALLATION}/${epoch}`, hash('sha256', `seed of epoch ${epoch}`, 'buffer'))

/** JSON as PostgreSQL prints jsonb: spaces after colon and comma, keys by length and then by bytes. */
export function jsonb(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(jsonb).join(', ')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const keys = Object.keys(value).sort((a, b) => a.length - b.length || (a < b ? -1 : 1))
  return `{${keys.map((k) => `${JSON.stringify(k)}: ${jsonb((value as Row)[k])}`).join(', ')}}`
}

const only = (row: Row, columns: readonly string[]): Row => Object.fromEntries(columns.map((c) => [c, row[c] ?? null]))
const without = (row: Row, columns: readonly string[]): Row =>
  Object.fromEntries(Object.entries(row).filter(([c]) => !columns.includes(c)))
const filled = (row: Row): Row => Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null))
const changed = (old: Row, now: Row): Row =>
  Object.fromEntries(Object.entries(old).filter(([c, value]) => jsonb(value) !== jsonb(now[c] ?? null)))

export class Register {
  readonly #written: Written[] = []
  readonly #leaves: string[] = []
  readonly #checkpoints: string[] = []
  readonly #changes: ChangeLine[] = []
  readonly #rows = new Map<string, { table: string; row: Row }>()
  readonly #versions: VersionLine[] = []
  readonly #tree = new Frontier()
  readonly #keys: string[] = []
  #epoch = 1
  #signer!: Signer

  constructor() {
    this.#takeKey()
  }

  get origin(): string {
    return `${INSTALLATION}/${this.#epoch}`
  }

  /** A write transaction: one change, and what `write` does in it. */
  change(operation: string, write: (by: Writer) => void, reason: string | null = null): void {
    const n = this.#changes.length
    const at = new Date(START + n * 1000).toISOString()
    const [actor, behalf] = [uuid('person', 1), null]
    const line = {
      id: uuid('change', n),
      at,
      actor,
      behalf,
      operation,
      origin: 'api',
      by: 'holdfast_app',
      migration: 1,
    }
    this.#changes.push({ type: 'change', ...line, reason })
    write({
      at,
      insert: (table, row) => this.#write('insert', table, undefined, row),
      update: (table, key, set) => {
        const old = this.row(table, key)
        this.#write('update', table, old, { ...old, ...set })
      },
      delete: (table, key) => this.#write('delete', table, this.row(table, key), undefined),
    })
  }

  row(table: string, key: Row): Row {
    const found = this.#rows.get(`${table} ${jsonb(key)}`)
    if (!found) throw new Error(`no ${table} ${jsonb(key)}`)
    return found.row
  }

  /** Takes what was written into the tree and signs. */
  sign(): string {
    for (const { bytes } of this.#written.slice(this.#tree.size)) {
      const leaf = leafHash(bytes)
      this.#leaves.push(leaf.toString('hex'))
      this.#tree.append(leaf)
    }
    const root = Buffer.from(this.#tree.root()).toString('base64')
    const note = this.#signer.sign(checkpointText({ origin: this.origin, size: this.#tree.size, root }))
    this.#checkpoints.push(note)
    return note
  }

  /** What a restore does: the log goes on under a new origin and key, from the last checkpoint. */
  openEpoch(): void {
    const root = Buffer.from(this.#tree.root()).toString('base64')
    const continues = { continues_origin: this.origin, continues_size: this.#tree.size, continues_root: root }
    this.#epoch++
    this.#takeKey()
    this.change('epoch.open', (by) => by.insert('epoch', { number: this.#epoch, ...continues }))
  }

  /** Replaces the personal values of a person by a pseudonym, everywhere, and says so. */
  erase(id: string): void {
    const gone = this.#written.filter(
      (w) => w.bytes.includes('"table":"person"') && w.bytes.includes(`"key":{"id": "${id}"}`),
    )
    this.change('person.erase', (by) =>
      by.update('person', { id }, { name: 'Person 1A2B', email: null, erased_at: by.at }),
    )
    for (const written of gone) delete written.opening
    for (const v of this.#versions) {
      if (v.table === 'person' && v.row.id === id) v.row = { ...v.row, name: 'Person 1A2B', email: null }
    }
  }

  /** The whole export, header first. */
  lines(): [Header, ...Line[]] {
    const entries = this.#written.map((written, idx): Line => {
      const leaf = this.#leaves[idx]
      return { type: 'entry', ...(leaf !== undefined && { idx, leaf }), ...written }
    })
    const rows = [...this.#rows.values()].map((row): Line => ({ type: 'row', ...row }))
    const lines: Line[] = [
      ...TABLES,
      ...this.#checkpoints.map((note): Line => ({ type: 'checkpoint', note })),
      ...this.#changes,
      ...entries,
      ...rows,
      ...this.#versions,
    ]
    const exportedAt = new Date(START + 86_400_000).toISOString()
    const header: Header = {
      format: 'holdfast-ledger',
      v: 1,
      installation: INSTALLATION,
      keys: this.#keys,
      exportedAt,
      asOf: this.#tree.size,
    }
    return structuredClone([header, ...lines, endOf(lines)])
  }

  #takeKey(): void {
    this.#signer = signerOf(this.#epoch)
    this.#keys.push(this.#signer.key)
  }

  #write(op: 'insert' | 'update' | 'delete', name: string, old: Row | undefined, now: Row | undefined): void {
    const table = TABLES.find((t) => t.table === name)!
    const change = this.#changes.at(-1)!
    const key = only((now ?? old)!, table.key)
    const place = `${name} ${jsonb(key)}`
    const image = (row: Row): Row => only(row, table.clear)
    const personal = (row: Row): Row => without(row, table.clear)
    const hasPersonal = Object.keys(personal((now ?? old)!)).length > 0
    const erasing = change.operation === 'person.erase'
    const before = (old && jsonb(changed(image(old), now ? image(now) : {}))) ?? '{}'
    const personalBefore = (old && !erasing && jsonb(changed(personal(old), now ? personal(now) : {}))) || '{}'
    const opening = [
      personalBefore !== '{}' && `"before": ${personalBefore}`,
      now && hasPersonal && `"after": ${jsonb(personal(now))}`,
      change.reason !== null && `"reason": ${JSON.stringify(change.reason)}`,
    ].filter((part) => part)
    const { id, at, actor, behalf, operation, origin, by, migration } = change
    const sealed = opening.length > 0 ? this.#seal(`{${opening.join(', ')}}`) : undefined
    const parts = [
      `"v":1,"migration":${migration},"change":"${id}","at":"${at}","actor":${JSON.stringify(actor)},"behalf":${JSON.stringify(behalf)}`,
      `"operation":"${operation}","origin":"${origin}","by":"${by}","table":"${name}","op":"${op}","key":${jsonb(key)}`,
      before !== '{}' && `"before":${before}`,
      now && `"after":${jsonb(filled(image(now)))}`,
      sealed && `"sealed":"${commitment(sealed)}"`,
    ].filter((part) => part)
    this.#written.push({ bytes: `{${parts.join(',')}}`, ...(sealed && { opening: sealed }) })
    if (now) this.#rows.set(place, { table: name, row: now })
    else this.#rows.delete(place)
    if (table.versioned) this.#version(name, key, now, change)
  }

  #version(table: string, key: Row, now: Row | undefined, change: ChangeLine): void {
    const isOpen = (v: VersionLine): boolean =>
      v.table === table && v.to === 'infinity' && jsonb(only(v.row, Object.keys(key))) === jsonb(key)
    const open = this.#versions.findIndex(isOpen)
    if (this.#versions[open]?.change === change.id) this.#versions.splice(open, 1)
    else if (open >= 0) this.#versions[open]!.to = change.at
    if (now)
      this.#versions.push({
        type: 'version',
        table,
        row: { ...now },
        change: change.id,
        from: change.at,
        to: 'infinity',
      })
  }

  #seal(bytes: string): { salt: string; bytes: string } {
    return { salt: hash('sha256', `salt ${this.#written.length}`, 'hex'), bytes }
  }
}

export type Writer = {
  at: string
  insert(table: string, row: Row): void
  update(table: string, key: Row, set: Row): void
  delete(table: string, key: Row): void
}

/** The end line that fits these lines. */
export function endOf(lines: readonly Line[]): Line {
  const counts = { table: 0, checkpoint: 0, change: 0, entry: 0, row: 0, version: 0 }
  for (const { type } of lines) if (type !== 'end') counts[type]++
  return { type: 'end', counts }
}
