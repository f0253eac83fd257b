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

const span = (w: Where): string =>
  w.until === undefined || w.until === w.entry ? `entry ${w.entry}` : `entries ${w.entry} to ${w.until}`
const row = (w: Where): string => `${w.table} ${Object.values(w.key ?? {}).join(', ')}`

// In the order of how far down the ground is gone: what is said of a later one may follow from an earlier one.
const sentences = {
  export_unreadable: (w) => `Line ${w.line} cannot be read: ${w.why}.`,
  export_cut: (w) => `The export is not whole: ${w.why}.`,
  checkpoint_unreadable: (w) => `Checkpoint ${w.checkpoint} is of no use here: ${w.why}.`,
  checkpoint_forged: (w) => `The signature of checkpoint ${w.checkpoint} is wrong: the key's holder did not sign this.`,
  checkpoint_unsigned: (w) => `Checkpoint ${w.checkpoint} is not signed by any key that is trusted here.`,
  entry_changed: (w) =>
    `Entry ${w.entry} is not what was written: its bytes do not fit the hash it was given in the tree.`,
  entry_swapped: (w) => `Entry ${w.entry} and entry ${w.other} have traded places.`,
  entry_missing: (w) => `Gone from the log, though later ones are there: ${span(w)}.`,
  entry_unreadable: (w) => `Entry ${w.entry} is not an entry of a known version.`,
  span_rewritten: (w) =>
    `Checkpoint ${w.checkpoint} was signed over something else: within ${span(w)}, something was rewritten together with its hash.`,
  tail_missing: (w) =>
    `Checkpoint ${w.checkpoint} was signed over ${span(w)}, but the log ends before: its tail is gone.`,
  tail_unsigned: (w) => `No checkpoint here covers ${span(w)}: the newest checkpoints are gone or were refused.`,
  checkpoint_contradiction: (w) =>
    `Checkpoints ${w.checkpoint} and ${w.other} are both signed and contradict each other: two histories were shown.`,
  epoch_unknown: (w) => `Checkpoint ${w.checkpoint} belongs to an epoch that no entry below it opens.`,
  epoch_broken: (w) => `Entry ${w.entry} opens an epoch that continues a checkpoint which is not here: ${w.other}.`,
  epoch_lost: (w) =>
    `Checkpoint ${w.checkpoint} was signed over ${span(w)}, which a restore did not bring back: the next epoch begins before.`,
  entry_discontinuous: (w) =>
    `Entry ${w.entry} found ${row(w)} in another state than the entry before it left: something changed the row unrecorded.`,
  opening_mismatch: (w) => `The personal part of entry ${w.entry} (${row(w)}) is not the one it was sealed with.`,
  opening_missing: (w) => `The personal part of entry ${w.entry} (${row(w)}) is gone, and no erasure says so.`,
  change_missing: (w) => `The record of change ${w.change} is gone, which entry ${w.entry} (${row(w)}) was made by.`,
  change_differs: (w) =>
    `The record of change ${w.change} says another ${w.why} than its entry ${w.entry} (${row(w)}).`,
  row_differs: (w) => `The row ${row(w)} is not what its last entry, ${w.entry}, left: it was changed past the ledger.`,
  row_unrecorded: (w) => `The row ${row(w)} has no entry that made it.`,
  row_missing: (w) => `The row ${row(w)} is gone, and no entry says so; its last is ${w.entry}.`,
  version_differs: (w) => `The version of ${row(w)} made by entry ${w.entry} is not what that entry says.`,
  version_span: (w) =>
    `The version of ${row(w)} made by entry ${w.entry} is dated otherwise than its entries: ${w.why}.`,
  version_unrecorded: (w) => `${row(w)} has a version of change ${w.change} that no entry made.`,
  version_missing: (w) => `The version of ${row(w)} that entry ${w.entry} made is gone.`,
  head_differs: (w) => `The owner shown on ${row(w)} is not the last of its tenures.`,
} satisfies { [code: string]: (where: Where) => string }

export type Code = keyof typeof sentences
/** All codes, in the order of `sentences`. */
export const codes = Object.keys(sentences) as Code[]

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
      const rank = codes.indexOf(f.code)
      return rank < codes.indexOf('entry_changed') ? 0 : rank <= codes.indexOf('epoch_lost') ? 1 : 2
    }
    const place = (f: Finding): number => f.entry ?? f.line ?? Number.MAX_SAFE_INTEGER
    return this.#kept.toSorted(
      (a, b) => part(a) - part(b) || place(a) - place(b) || codes.indexOf(a.code) - codes.indexOf(b.code),
    )
  }

  get more(): number {
    return [...this.#counts.values()].reduce((sum, n) => sum + n, 0) - this.#kept.length
  }
}
