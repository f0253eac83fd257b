import type { Columns } from './json.ts'

// What verification can find. The codes are closed and stable; each has one sentence for people.

/** Where it was found: entries are numbered from 0, lines from 1; `until` is the last entry of a span. */
export type Where = {
  entry?: number
  until?: number
  table?: string
  key?: Columns
  change?: string
  checkpoint?: string
  other?: string
  line?: number
  why?: string
}
export type Finding = { code: Code; message: string } & Where

const entries = (w: Where): string =>
  w.until === undefined || w.until === w.entry ? `Entry ${w.entry}` : `Entries ${w.entry} to ${w.until}`
const row = (w: Where): string => `${w.table} ${Object.values(w.key ?? {}).join(', ')}`

// In the order of how far down the ground is gone: what is said of a later one may follow from an earlier one.
const sentences = {
  'export.unreadable': (w) => `Line ${w.line} cannot be read: ${w.why}.`,
  'export.cut': (w) => `The export is not whole: ${w.why}.`,
  'checkpoint.unreadable': (w) => `Checkpoint ${w.checkpoint} is of no use here: ${w.why}.`,
  'checkpoint.forged': (w) =>
    `The signature of checkpoint ${w.checkpoint} is wrong: the key's holder did not sign this.`,
  'checkpoint.unsigned': (w) => `Checkpoint ${w.checkpoint} is not signed by any key that is trusted here.`,
  'entry.changed': (w) =>
    `${entries(w)} is not what was written: its bytes no longer fit the hash it was given in the tree.`,
  'entry.swapped': (w) => `${entries(w)} and entry ${w.other} have traded places.`,
  'entry.missing': (w) =>
    `${entries(w)} of the tree ${w.until === undefined || w.until === w.entry ? 'is' : 'are'} gone.`,
  'entry.unreadable': (w) => `${entries(w)} is not an entry of a known version.`,
  'span.rewritten': (w) =>
    `${entries(w)} and their hashes were rewritten together: checkpoint ${w.checkpoint} was signed over others.`,
  'tail.missing': (w) => `${entries(w)} are gone: checkpoint ${w.checkpoint} was signed when they were there.`,
  'tail.unsigned': (w) =>
    `${entries(w)} stand in the tree, but no checkpoint covers them: the last ones are gone or were refused.`,
  'checkpoint.contradiction': (w) =>
    `Checkpoints ${w.checkpoint} and ${w.other} are both signed and contradict each other: two histories were shown.`,
  'epoch.unknown': (w) => `Checkpoint ${w.checkpoint} belongs to an epoch that no entry below it opens.`,
  'epoch.broken': (w) => `${entries(w)} opens an epoch that continues a checkpoint which is not here: ${w.other}.`,
  'epoch.lost': (w) =>
    `${entries(w)} of checkpoint ${w.checkpoint} were lost in a restore: the next epoch continues from before them.`,
  'entry.discontinuous': (w) =>
    `${entries(w)} found ${row(w)} in another state than the entry before it left: something changed the row unrecorded.`,
  'opening.mismatch': (w) => `The personal part of entry ${w.entry} (${row(w)}) is not the one it was sealed with.`,
  'opening.missing': (w) => `The personal part of entry ${w.entry} (${row(w)}) is gone, and no erasure says so.`,
  'change.missing': (w) => `The record of change ${w.change} is gone, which entry ${w.entry} (${row(w)}) was made by.`,
  'change.differs': (w) =>
    `The record of change ${w.change} says another ${w.why} than its entry ${w.entry} (${row(w)}).`,
  'row.differs': (w) =>
    `The row ${row(w)} is not what its last entry, ${w.entry}, left: it was changed past the ledger.`,
  'row.unrecorded': (w) => `The row ${row(w)} has no entry that made it.`,
  'row.missing': (w) => `The row ${row(w)} is gone, and no entry says so; its last is ${w.entry}.`,
  'version.differs': (w) => `The version of ${row(w)} made by entry ${w.entry} is not what that entry says.`,
  'version.span': (w) =>
    `The version of ${row(w)} made by entry ${w.entry} is dated otherwise than its entries: ${w.why}.`,
  'version.unrecorded': (w) => `${row(w)} has a version of change ${w.change} that no entry made.`,
  'version.missing': (w) => `The version of ${row(w)} that entry ${w.entry} made is gone.`,
  'head.differs': (w) => `The owner shown on ${row(w)} is not the last of its tenures.`,
} satisfies { [code: string]: (where: Where) => string }

export type Code = keyof typeof sentences
const ranks = Object.keys(sentences)

/** The findings of one run: the first thousand of each code, and how many more there were. */
export class Findings {
  readonly #kept: Finding[] = []
  readonly #counts = new Map<Code, number>()

  add(code: Code, where: Where): void {
    const count = (this.#counts.get(code) ?? 0) + 1
    this.#counts.set(code, count)
    // a wholly foreign register would else fill the memory with what the first lines say already
    if (count <= 1000) this.#kept.push({ code, message: sentences[code](where), ...where })
  }

  /** First one first: what cannot be read, then the ledger by entry number, then what was found against it. */
  sorted(): Finding[] {
    const part = (f: Finding): number => {
      const rank = ranks.indexOf(f.code)
      return rank < ranks.indexOf('entry.changed') ? 0 : rank <= ranks.indexOf('epoch.lost') ? 1 : 2
    }
    const place = (f: Finding): number => f.entry ?? f.line ?? Number.MAX_SAFE_INTEGER
    return this.#kept.toSorted(
      (a, b) => part(a) - part(b) || place(a) - place(b) || ranks.indexOf(a.code) - ranks.indexOf(b.code),
    )
  }

  get more(): number {
    return [...this.#counts.values()].reduce((sum, n) => sum + n, 0) - this.#kept.length
  }
}
