import { Changes } from './changes.ts'
import { commitment, type Entry, parseEntry, parseSealed, type Sealed } from './entry.ts'
import { type Finding, Findings } from './finding.ts'
import { Heads } from './heads.ts'
import { History } from './history.ts'
import { leafHash } from './merkle.ts'
import { type Checkpoint, type Key, parseKey } from './note.ts'
import { type EntryLine, type Header, type Line, readLines, Unreadable } from './stream.ts'
import { Tree } from './tree.ts'

export type Trust = {
  /** Verifier keys the reader already has. Without any, those in the stream are taken, which shows no more than that it fits itself. */
  keys?: readonly string[]
  /** Checkpoint notes the reader kept from earlier: what they were signed over must still be there. */
  held?: readonly string[]
}
export type Report = {
  ok: boolean
  installation: string | undefined
  exportedAt: string | undefined
  /** Entries in the tree, and those not in it yet: written, not provable so far, no fault. */
  entries: number
  pending: number
  checkpoints: number
  changes: number
  rows: number
  versions: number
  /** Commitments whose personal part is gone. */
  erased: number
  /** The last checkpoint that fits. */
  head: Checkpoint | undefined
  keys: readonly string[]
  /** False if the keys came from the stream itself. */
  trusted: boolean
  findings: Finding[]
  /** How many findings more than are listed. */
  more: number
}

/**
 * Checks a ledger with its register: every byte hashed, every checkpoint, every row and version against its entries.
 * `values` are the parsed lines of an export, or the same from a live register. Remembers hashes only: some hundred bytes for each
 * row and change, 80 for each version.
 */
export async function verify(values: AsyncIterable<unknown> | Iterable<unknown>, trust: Trust = {}): Promise<Report> {
  const findings = new Findings()
  let run: Run | undefined
  try {
    for await (const read of readLines(values)) {
      if ('header' in read) run = new Run(read.header, trust, findings)
      else run?.line(read.line, read.at)
    }
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error
    findings.add('export_unreadable', { line: error.line, why: error.message })
    return report(run, trust, findings)
  }
  run?.end()
  return report(run, trust, findings)
}

class Run {
  readonly header: Header
  readonly tree: Tree
  readonly counts = { table: 0, checkpoint: 0, change: 0, entry: 0, row: 0, version: 0 }
  pending = 0
  erased = 0
  readonly #findings: Findings
  readonly #keys: Key[]
  readonly #held: readonly string[]
  readonly #changes: Changes
  readonly #history: History
  readonly #heads: Heads
  #ready = false
  #ended = false

  constructor(header: Header, trust: Trust, findings: Findings) {
    this.header = header
    this.#findings = findings
    this.#keys = (trust.keys ?? header.keys).map(parseKey).filter((key) => key !== undefined)
    this.#held = trust.held ?? []
    this.tree = new Tree(header.installation, findings)
    this.#changes = new Changes(findings)
    this.#history = new History(findings)
    this.#heads = new Heads(findings)
  }

  line(line: Line, at: number): void {
    if (line.type !== 'end') this.counts[line.type]++
    if (line.type !== 'table' && line.type !== 'checkpoint') this.#begin()
    switch (line.type) {
      case 'table':
        this.#history.table(line)
        break
      case 'checkpoint':
        this.tree.checkpoint(line.note, this.#keys, at)
        break
      case 'change':
        this.#changes.change(line)
        break
      case 'entry':
        this.#entry(line, at)
        break
      case 'row':
        this.#history.row(line)
        this.#heads.row(line)
        break
      case 'version':
        this.#history.version(line)
        break
      case 'end':
        this.#end(line.counts)
        break
    }
  }

  end(): void {
    this.#begin()
    this.tree.end()
    if (this.#ended) {
      this.#changes.end()
      this.#history.end()
      this.#heads.end()
    } else {
      // what the missing part held would be reported line by line as gone: say once that it is cut
      this.#findings.add('export_cut', { why: 'its end line is missing' })
    }
  }

  #begin(): void {
    if (this.#ready) return
    this.#ready = true
    for (const note of this.#held) this.tree.checkpoint(note, this.#keys)
    this.tree.ready()
  }

  #entry({ idx, leaf, bytes, opening }: EntryLine, line: number): void {
    if ((idx === undefined) !== (leaf === undefined) || (idx === undefined && bytes === undefined)) {
      throw new Unreadable(line, 'an entry has a number and a stored hash, or is pending and has neither')
    }
    if (idx !== undefined && (this.pending > 0 || idx < this.tree.size)) {
      throw new Unreadable(line, 'the entries are not in the order of the tree')
    }
    const at = idx ?? this.tree.size + this.pending++
    const entry = bytes === undefined ? undefined : parseEntry(bytes)
    if (idx !== undefined && leaf !== undefined) {
      if (entry?.table === 'epoch') this.tree.epoch(entry, idx)
      this.tree.leaf(idx, leaf, bytes === undefined ? undefined : leafHash(bytes).toString('hex'))
    }
    if (!entry) {
      if (bytes !== undefined) this.#findings.add('entry_unreadable', { entry: at })
      return
    }
    const sealed = this.#open(entry, opening, at)
    this.#changes.entry(entry, sealed, at)
    this.#history.entry(entry, sealed, at)
  }

  #open(entry: Entry, opening: EntryLine['opening'], at: number): Sealed | undefined {
    if (!opening) {
      if (entry.sealed !== undefined) this.erased++
      return undefined
    }
    const sealed = commitment(opening) === entry.sealed ? parseSealed(opening.bytes) : undefined
    if (!sealed) this.#findings.add('opening_mismatch', { entry: at, table: entry.table, key: entry.key })
    return sealed
  }

  #end(counts: { [type: string]: number }): void {
    this.#ended = true
    for (const [type, counted] of Object.entries(this.counts)) {
      if (counts[type] === counted) continue
      this.#findings.add('export_cut', {
        why: `it ends with ${counts[type] ?? 'no number of'} ${type} lines and holds ${counted}`,
      })
    }
    const { asOf } = this.header
    if (this.tree.size !== asOf) {
      this.#findings.add('export_cut', { why: `it speaks of ${asOf} entries in the tree and holds ${this.tree.size}` })
    }
  }
}

function report(run: Run | undefined, trust: Trust, findings: Findings): Report {
  const sorted = findings.sorted()
  return {
    ok: sorted.length === 0,
    installation: run?.header.installation,
    exportedAt: run?.header.exportedAt,
    entries: run?.tree.size ?? 0,
    pending: run?.pending ?? 0,
    checkpoints: run?.tree.checkpoints ?? 0,
    changes: run?.counts.change ?? 0,
    rows: run?.counts.row ?? 0,
    versions: run?.counts.version ?? 0,
    erased: run?.erased ?? 0,
    head: run?.tree.head,
    keys: trust.keys ?? run?.header.keys ?? [],
    trusted: trust.keys !== undefined,
    findings: sorted,
    more: findings.more,
  }
}
