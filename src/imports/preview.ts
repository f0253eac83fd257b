import type { Reader } from '../platform/database/connect.ts'
import { type Import, type StagedRow, undecidedRows } from './import.store.ts'
import { type Plan, Planner } from './planner.ts'
import type { ReadRow } from './row.ts'

/** A word of the file that means nothing here yet, and in how many rows it stands. */
export interface UnknownWord {
  word: string
  field: string
  rows: number
}

/** Problems that end when somebody says what the word means, by the field for which they say it. */
const wordless: Record<string, string> = {
  kind_unknown: 'kind',
  status_unknown: 'status',
  tier_unknown: 'tier',
  person_kind_unknown: 'kind',
  state_unknown: 'state',
}

/**
 * What a run would do, without doing it: counts over all rows, and the rows that want a look first.
 * @param rowsAfter the next rows after a line; those that are kept, unless the list is not kept at all
 */
export async function preview(
  db: Reader,
  run: Pick<Import, 'id' | 'kind' | 'mapping' | 'settings' | 'unclear'>,
  rowsAfter: (line: number) => Promise<StagedRow[]> = (line) => undecidedRows(db, run.id, line, 2000),
) {
  const planner = await Planner.of(db, run)
  const counts: Record<Plan['outcome'], number> = { added: 0, changed: 0, same: 0, waiting: 0, refused: 0 }
  const [telling, plain]: [(Plan & { cells: string[] })[], (Plan & { cells: string[] })[]] = [[], []]
  const words = new Map<string, UnknownWord>()
  const now = new Date().toISOString()
  for (let after = 0; ; ) {
    const rows = await rowsAfter(after)
    if (rows.length === 0)
      return {
        counts,
        rows: [...telling, ...plain].slice(0, 200),
        words: [...words.values()].sort((a, b) => b.rows - a.rows).slice(0, 100),
      }
    const read = planner.reading(rows)
    for (const row of read) collect(words, row)
    for (const [i, plan] of (await planner.plan(db, read, now)).entries()) {
      counts[plan.outcome]++
      const kept = plan.problems.length > 0 ? telling : plain
      if (kept.length < (kept === telling ? 150 : 50)) kept.push({ ...plan, cells: rows[i]!.cells })
    }
    after = rows.at(-1)!.line
  }
}

function collect(words: Map<string, UnknownWord>, { problems }: ReadRow): void {
  for (const { code, facts } of problems) {
    const field = wordless[code]
    if (field === undefined) continue
    const key = `${field} ${facts.cell}`
    words.set(key, { word: String(facts.cell), field, rows: (words.get(key)?.rows ?? 0) + 1 })
  }
}
