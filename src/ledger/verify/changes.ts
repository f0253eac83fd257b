import type { Entry, Sealed } from './entry.ts'
import type { Findings } from './finding.ts'
import { imageHash } from './json.ts'
import type { ChangeLine } from './stream.ts'

// The records of changes against the entries made by them: who, when, what, from where, and why.

const NAMES = {
  actor: 'actor',
  behalf: 'behalf',
  operation: 'operation',
  origin: 'origin',
  by: 'database user',
  migration: 'migration',
}
type Fact = keyof typeof NAMES
const FACTS = Object.keys(NAMES) as Fact[]

type Change = {
  instant: number
  facts: Pick<ChangeLine, Fact>
  reason: string | null
  /** The first entry whose reason this record no longer has: right only if something of the change was erased. */
  blanked: { entry: Entry; at: number } | undefined
  erased: boolean
}

const digest = (reason: string | null | undefined): string | null =>
  reason == null ? null : imageHash({ reason }).toString('base64')

export class Changes {
  readonly #findings: Findings
  readonly #changes = new Map<string, Change>()
  /** Few people do few kinds of things: what changes have in common is kept once. */
  readonly #facts = new Map<string, Pick<ChangeLine, Fact>>()

  constructor(findings: Findings) {
    this.#findings = findings
  }

  change(line: ChangeLine): void {
    const text = JSON.stringify(FACTS.map((fact) => line[fact]))
    const facts = this.#facts.get(text) ?? line
    this.#facts.set(text, facts)
    const [instant, reason] = [Date.parse(line.at), digest(line.reason)]
    this.#changes.set(line.id, { instant, facts, reason, blanked: undefined, erased: false })
  }

  /** Takes entry number `at` with its opened personal part, undefined if it is gone. */
  entry(e: Entry, sealed: Sealed | undefined, at: number): void {
    const change = this.#changes.get(e.change)
    const where = { entry: at, table: e.table, key: e.key, change: e.change }
    if (!change) {
      this.#findings.add('change_missing', where)
      return
    }
    const other = FACTS.find((fact) => e[fact] !== change.facts[fact])
    if (other) this.#findings.add('change_differs', { ...where, why: NAMES[other] })
    else if (Date.parse(e.at) !== change.instant) this.#findings.add('change_differs', { ...where, why: 'instant' })
    if (e.sealed !== undefined && !sealed) change.erased = true
    else if (digest(sealed?.reason) === change.reason) return
    else if (change.reason === null) change.blanked ??= { entry: e, at }
    else this.#findings.add('change_differs', { ...where, why: 'reason' })
  }

  /** Call after the last entry. */
  end(): void {
    for (const [change, { blanked, erased }] of this.#changes) {
      if (!blanked || erased) continue
      const { table, key } = blanked.entry
      this.#findings.add('change_differs', { entry: blanked.at, table, key, change, why: 'reason' })
    }
  }
}
