import type { Entry } from './entry.ts'
import type { Findings } from './finding.ts'
import { Frontier } from './merkle.ts'
import { type Checkpoint, claimed, type Key, openNote } from './note.ts'

// Entries against the tree, the tree against its signed checkpoints, checkpoints against each other.

type Mismatch = { entry: number; found: string; expected: string }

const base64 = (root: Uint8Array): string => Buffer.from(root).toString('base64')
const name = (c: Checkpoint): string => `${c.origin} at ${c.size}`

export class Tree {
  /** The last checkpoint that fits. */
  head: Checkpoint | undefined
  checkpoints = 0
  readonly #findings: Findings
  readonly #installation: string
  readonly #frontier = new Frontier()
  #next = 0
  /** False once a stored hash is missing: no later root can be computed. */
  #whole = true
  #signed: Checkpoint[] = []
  #reached = 0
  #unfitting: Checkpoint[] = []
  #mismatches: Mismatch[] = []
  #epoch = 1
  /** By epoch: the size at which the next one took over. */
  readonly #closed = new Map<number, number>()

  constructor(installation: string, findings: Findings) {
    this.#installation = installation
    this.#findings = findings
  }

  /** Takes a signed note of the stream, or one that the reader of the report held on to. All of them before the first entry. */
  checkpoint(note: string, keys: readonly Key[], line?: number): void {
    this.checkpoints++
    const claim = claimed(note)
    const checkpoint = claim && name(claim)
    const opened = openNote(note, keys)
    if ('refused' in opened && opened.refused !== 'malformed') {
      this.#findings.add(`checkpoint_${opened.refused}`, { checkpoint, line })
    } else if ('refused' in opened || !claim) {
      const why = 'its text or its signature lines are malformed'
      this.#findings.add('checkpoint_unreadable', { checkpoint: checkpoint ?? 'without a readable text', line, why })
    } else if (!claim.origin.startsWith(`${this.#installation}/`)) {
      this.#findings.add('checkpoint_unreadable', { checkpoint, line, why: 'it is of another installation' })
    } else if (!opened.signedBy.includes(claim.origin)) {
      this.#findings.add('checkpoint_unsigned', { checkpoint, line })
    } else this.#signed.push(claim)
  }

  /** Call once between the checkpoints and the entries. */
  ready(): void {
    this.#signed.sort((a, b) => a.size - b.size)
    this.#compare()
  }

  get size(): number {
    return this.#next
  }

  /** Takes the next leaf: its stored hash and the hash of the bytes found (undefined: the entry is gone). Both in hexadecimal. */
  leaf(idx: number, stored: string, found: string | undefined): void {
    if (idx > this.#next) {
      this.#findings.add('entry_missing', { entry: this.#next, until: idx - 1 })
      this.#whole = false
    }
    if (found === undefined) this.#findings.add('entry_missing', { entry: idx })
    else if (found !== stored) this.#mismatch({ entry: idx, found, expected: stored })
    this.#next = idx + 1
    if (!this.#whole) return
    this.#frontier.append(Buffer.from(stored, 'hex'))
    this.#compare()
  }

  /** Takes what an entry on the table of epochs says: the checkpoint from which the next epoch goes on. */
  epoch(entry: Entry, idx: number): void {
    const number = Number(entry.key.number ?? entry.after.number)
    const { continues_origin: origin, continues_size: size, continues_root: root } = entry.after
    if (entry.op === 'insert' && origin !== undefined) {
      const continued = this.#signed.some(
        (c) =>
          c.origin === origin && c.size === size && c.root === root && !this.#unfitting.includes(c) && c.size <= idx,
      )
      if (!continued) this.#findings.add('epoch_broken', { entry: idx, other: `${origin} at ${size}` })
      this.#closed.set(this.#epoch, Number(size))
    }
    if (Number.isSafeInteger(number)) this.#epoch = number
  }

  /** Call after the last leaf. */
  end(): void {
    this.#swaps()
    const [first] = this.#unfitting
    if (first) {
      const from = this.head?.size ?? 0
      this.#findings.add('span_rewritten', { entry: from, until: first.size - 1, checkpoint: name(first) })
    }
    const beyond = this.#signed.slice(this.#reached).filter((c) => c.size > this.#next && !this.#lost(c))
    const newest = beyond.at(-1)
    if (newest) {
      this.#findings.add('tail_missing', { entry: this.#next, until: newest.size - 1, checkpoint: name(newest) })
    }
    const covered = this.#signed.at(-1)?.size ?? 0
    if (covered < this.#next) this.#findings.add('tail_unsigned', { entry: covered, until: this.#next - 1 })
  }

  /** Compares the checkpoints of the size the tree has now. */
  #compare(): void {
    const { size } = this.#frontier
    if (this.#signed[this.#reached]?.size !== size) return
    const root = base64(this.#frontier.root())
    const fitting: Checkpoint[] = []
    for (let c = this.#signed[this.#reached]; c?.size === size; c = this.#signed[++this.#reached]) {
      if (this.#lost(c)) continue
      if (c.root === root) fitting.push(c)
      else this.#unfitting.push(c)
    }
    for (const c of fitting) this.#fits(c)
  }

  #fits(c: Checkpoint): void {
    if (this.#epochOf(c) !== this.#epoch) this.#findings.add('epoch_unknown', { checkpoint: name(c) })
    // this root fixes every leaf below it, so a smaller signed tree that is not part of it is another history
    for (const other of this.#unfitting) {
      this.#findings.add('checkpoint_contradiction', {
        entry: this.head?.size ?? 0,
        checkpoint: name(other),
        other: name(c),
      })
    }
    this.#unfitting = []
    this.head = c
  }

  /** True for a checkpoint over entries that a restore did not bring back. The register itself no longer knows such a one. */
  #lost(c: Checkpoint): boolean {
    const from = this.#closed.get(this.#epochOf(c))
    if (from === undefined || c.size <= from) return false
    this.#findings.add('epoch_lost', { entry: from, until: c.size - 1, checkpoint: name(c) })
    return true
  }

  #epochOf(c: Checkpoint): number {
    return Number(c.origin.slice(this.#installation.length + 1))
  }

  #mismatch(m: Mismatch): void {
    if (this.#mismatches.length < 1000) this.#mismatches.push(m)
    else this.#findings.add('entry_changed', { entry: m.entry })
  }

  #swaps(): void {
    const byExpected = new Map(this.#mismatches.map((m) => [m.expected, m]))
    for (const m of this.#mismatches) {
      const other = byExpected.get(m.found)
      if (other?.found !== m.expected) this.#findings.add('entry_changed', { entry: m.entry })
      else if (m.entry < other.entry)
        this.#findings.add('entry_swapped', { entry: m.entry, other: String(other.entry) })
    }
  }
}
