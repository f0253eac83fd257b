import type { Entry, Sealed } from './entry.ts'
import type { Findings } from './finding.ts'
import { imageHash } from './json.ts'
import type { ChangeLine } from './stream.ts'

// The records of changes against the entries made by them: who, when, what, from where, and why.

type Change = {
  facts: string
  reason: string | null
  /** An entry whose reason this record no longer has: right only if something of the change was erased. */
  blanked: Entry | undefined
  blankedAt: number
  erased: boolean
}

const digest = (facts: { [name: string]: unknown }): string => imageHash(facts).toString('base64')

type Facts = Pick<Entry, 'at' | 'actor' | 'behalf' | 'operation' | 'origin' | 'by' | 'migration'>
const facts = (f: Facts): { [name: string]: unknown } => ({
  instant: Date.parse(f.at),
  actor: f.actor,
  behalf: f.behalf,
  operation: f.operation,
  origin: f.origin,
  'database user': f.by,
  migration: f.migration,
})
// The facts are kept as one hash, and each alone in 24 bits of a hash of its own: enough to say which one it is.
const summary = (f: Facts): string =>
  digest(facts(f)) +
  Object.entries(facts(f))
    .map(([name, value]) => digest({ [name]: value }).slice(0, 4))
    .join('')

export class Changes {
  readonly #findings: Findings
  readonly #changes = new Map<string, Change>()

  constructor(findings: Findings) {
    this.#findings = findings
  }

  change(line: ChangeLine): void {
    const reason = line.reason === null ? null : digest({ reason: line.reason })
    this.#changes.set(line.id, { facts: summary(line), reason, blanked: undefined, blankedAt: 0, erased: false })
  }

  /** Takes entry number `at` with its opened personal part, undefined if it is gone. */
  entry(e: Entry, sealed: Sealed | undefined, at: number): void {
    const change = this.#changes.get(e.change)
    const where = { entry: at, table: e.table, key: e.key, change: e.change }
    if (!change) {
      this.#findings.add('change.missing', where)
      return
    }
    const said = summary(e)
    if (said !== change.facts) {
      const start = said.length - Object.keys(facts(e)).length * 4
      const why = Object.keys(facts(e)).find((_, i) => {
        const at = start + i * 4
        return said.slice(at, at + 4) !== change.facts.slice(at, at + 4)
      })
      this.#findings.add('change.differs', { ...where, why: why ?? 'thing' })
    }
    if (e.sealed !== undefined && !sealed) {
      change.erased = true
      return
    }
    const reason = sealed?.reason == null ? null : digest({ reason: sealed.reason })
    if (reason === change.reason) return
    if (change.reason === null) {
      change.blanked ??= e
      change.blankedAt = at
    } else this.#findings.add('change.differs', { ...where, why: 'reason' })
  }

  /** Call after the last entry. */
  end(): void {
    for (const [change, { blanked: e, blankedAt, erased }] of this.#changes) {
      if (!e || erased) continue
      this.#findings.add('change.differs', { entry: blankedAt, table: e.table, key: e.key, change, why: 'reason' })
    }
  }
}
