import { type Kind, kinds } from '../assets/asset.store.ts'
import { standIn } from '../assets/provisional-owner.store.ts'
import { type Asker, type Change, type Locks, write } from '../platform/database/change.ts'
import type { Database, Reader } from '../platform/database/connect.ts'
import { refusalOf } from '../platform/refusal.ts'
import { applyAssets, linkParents, planAssetRows } from './asset-import.ts'
import type { AssetPlan } from './asset-plan.ts'
import {
  doneRows,
  type Import,
  lockImport,
  moveOn,
  openRows,
  type RowResult,
  readImportRow,
  type StagedRow,
  storeLinked,
  storeResults,
  unfinished,
  unlinkedRows,
} from './import.store.ts'
import { applyPeople, linkManagers, planPeopleRows } from './people-import.ts'
import type { PersonPlan } from './people-plan.ts'
import { type ReadRow, rowProblem, rowReader } from './row.ts'

/** Rows of one change: a write transaction stays short. */
export const batch = 500

type Plan = PersonPlan | AssetPlan
export type Planned = Plan & { cells: string[] }

/** Reads and plans the rows of one import, chunk after chunk; remembers which line spoke of whom first. */
export class Planner {
  private readonly seen = new Map<string, number>()
  private last = 0
  private readonly run: Import
  private readonly read: ReturnType<typeof rowReader>

  private readonly has: (kind: string, field: string) => boolean

  private constructor(run: Import, known: readonly Kind[]) {
    this.run = run
    this.read = rowReader(run.kind, run.mapping.columns, run.settings, known)
    const fields = new Set(known.flatMap((kind) => kind.fields.map((field) => `${kind.id} ${field.id}`)))
    this.has = (kind, field) => fields.has(`${kind} ${field}`)
  }

  static async of(db: Reader | Locks, run: Import): Promise<Planner> {
    return new Planner(run, await kinds(db))
  }

  reading(rows: readonly StagedRow[]): ReadRow[] {
    return rows.map((row) => this.read(row.line, row.cells))
  }

  async plan(db: Reader | Locks, rows: readonly StagedRow[], now: string): Promise<Plan[]> {
    this.last = rows.at(-1)?.line ?? this.last
    if (this.run.kind === 'people') return await planPeopleRows(db, this.reading(rows), this.seen)
    return await planAssetRows(db, this.reading(rows), this.seen, {
      unclear: this.run.unclear,
      kind: this.run.settings.kind,
      has: this.has,
      now,
    })
  }

  /** Takes in what earlier lines of the file said, where another run worked on them: one that broke off, or one beside this. */
  async catchUp(db: Locks, line: number, now: string): Promise<void> {
    for (;;) {
      const rows = await doneRows(db, this.run.id, this.last, line, 2000)
      if (rows.length === 0) return
      await this.plan(db, rows, now)
    }
  }
}

/**
 * Works through an import until its rows all have an outcome, then links rows that point at each other. Each batch is one change,
 * so a broken run goes on where it stopped; two that run at once take turns. Progress is what the import's counts say.
 */
export async function runImport(database: Database, id: string): Promise<void> {
  const run = await readImportRow(database.reader, id)
  const asker: Asker = { personId: run.operator_id, origin: 'import' }
  const planner = await Planner.of(database.reader, run)
  if (run.state === 'running') while (await workOn(database, asker, id, planner, batch));
  while (await link(database, asker, id, planner));
  await write(
    database,
    asker,
    { operation: 'import.finish' },
    (locks) => lockImport(locks, id),
    async (change, present) => {
      if (present.state === 'linking') await moveOn(change, id, 'done')
    },
  )
}

/** One batch; answers whether there may be more. A batch that the database refuses is tried row by row, so one row cannot hold back the others. */
async function workOn(database: Database, asker: Asker, id: string, planner: Planner, most: number): Promise<boolean> {
  try {
    return await write(
      database,
      asker,
      { operation: 'import.rows' },
      (locks) => lockImport(locks, id),
      async (change, present) => {
        if (present.state !== 'running') return false
        const rows = await openRows(change.db, id, 0, most)
        if (rows.length === 0) {
          await moveOn(change, id, 'linking')
          return false
        }
        await planner.catchUp(change.db, rows[0]!.line, change.at)
        const plans = await planner.plan(change.db, rows, change.at)
        await storeResults(change, id, await apply(change, present, plans))
        return true
      },
    )
  } catch (error) {
    const refusal = refusalOf(error)
    if (!refusal || refusal.code === 'busy' || refusal.code === 'database_full') throw error
    if (most > 1) {
      for (let i = 0; i < most; i++) if (!(await workOn(database, asker, id, planner, 1))) return false
      return true
    }
    return await write(
      database,
      asker,
      { operation: 'import.rows' },
      (locks) => lockImport(locks, id),
      async (change) => {
        const [row] = await openRows(change.db, id, 0, 1)
        if (row)
          await storeResults(change, id, [
            {
              line: row.line,
              outcome: 'refused',
              problems: [rowProblem('not_stored', { reason: refusal.message })],
              subject_id: null,
            },
          ])
        return true
      },
    )
  }
}

async function apply(change: Change, run: Import, plans: readonly Plan[]): Promise<RowResult[]> {
  if (run.kind === 'people') return await applyPeople(change, run.id, plans as PersonPlan[])
  return await applyAssets(change, plans as AssetPlan[], await standIn(change.db, run.provisional_id!))
}

async function link(database: Database, asker: Asker, id: string, planner: Planner): Promise<boolean> {
  return await write(
    database,
    asker,
    { operation: 'import.link' },
    (locks) => lockImport(locks, id),
    async (change, present) => {
      if (present.state !== 'linking') return false
      const rows = await unlinkedRows(change.db, id, batch)
      if (rows.length === 0) return false
      const read = planner
        .reading(rows.filter((row) => row.cells !== null))
        .map((row, i) => ({ ...row, subjectId: rows[i]!.subject_id! }))
      await storeLinked(
        change,
        id,
        present.kind === 'people' ? await linkManagers(change, read) : await linkParents(change, read),
      )
      return true
    },
  )
}

/** What a run would do, without doing it: counts over all rows, and the rows that want a look first. */
export async function preview(
  db: Reader,
  run: Import,
): Promise<{
  counts: Record<Plan['outcome'], number>
  rows: Planned[]
  words: Map<string, { word: string; field: string; rows: number }>
}> {
  const planner = await Planner.of(db, run)
  const counts = { added: 0, changed: 0, same: 0, waiting: 0, refused: 0 }
  const [telling, plain]: [Planned[], Planned[]] = [[], []]
  const words = new Map<string, { word: string; field: string; rows: number }>()
  const now = new Date().toISOString()
  for (let after = 0; ; ) {
    const rows = await openRows(db, run.id, after, 2000)
    if (rows.length === 0) return { counts, rows: [...telling, ...plain].slice(0, 200), words }
    const plans = await planner.plan(db, rows, now)
    for (const [i, plan] of plans.entries()) {
      counts[plan.outcome]++
      const kept = plan.problems.length > 0 ? telling : plain
      if (kept.length < (kept === telling ? 150 : 50)) kept.push({ ...plan, cells: rows[i]!.cells })
      for (const { code, facts } of plan.problems) {
        if (code !== 'kind_unknown' && code !== 'status_unknown') continue
        const word = String(facts.cell)
        const known = words.get(`${code} ${word}`) ?? {
          word,
          field: code === 'kind_unknown' ? 'kind' : 'status',
          rows: 0,
        }
        words.set(`${code} ${word}`, { ...known, rows: known.rows + 1 })
      }
    }
    after = rows.at(-1)!.line
  }
}

/** Goes on with every import that was begun and has not ended. Two at once take turns, batch by batch. */
export async function goOn(database: Database): Promise<void> {
  for (const id of await unfinished(database.reader)) await runImport(database, id)
}
