import { standIn } from '../assets/provisional-owner.store.ts'
import { type Asker, type Change, type Locks, write } from '../platform/database/change.ts'
import type { Database } from '../platform/database/connect.ts'
import { refusalOf } from '../platform/refusal.ts'
import { applyAssets, linkParents } from './asset-import.ts'
import type { AssetPlan } from './asset-plan.ts'
import {
  type Import,
  lockImport,
  moveOn,
  openRows,
  readImportRow,
  type StagedRow,
  storeLinked,
  storeResults,
  unfinished,
  unlinkedRows,
} from './import.store.ts'
import { applyPeople, linkManagers } from './people-import.ts'
import type { PersonPlan } from './people-plan.ts'
import { Planner } from './planner.ts'
import { type RowProblem, rowProblem } from './row.ts'

/** Rows of one change: a write transaction stays short. */
export const batch = 500

/** One pass over the rows of an import. */
interface Pass {
  state: 'running' | 'linking'
  operation: string
  /** The next rows it has not done yet, in the order of the file. */
  next(db: Locks, id: string, most: number): Promise<StagedRow[]>
  work(change: Change, run: Import, rows: readonly StagedRow[]): Promise<void>
  /** Keeps that the database refused a row, unless somebody else has done it meanwhile. */
  refused(change: Change, id: string, line: number, problem: RowProblem): Promise<void>
  leadsTo: 'linking' | 'done'
}

/**
 * Works through an import until its rows all have an outcome, then links rows that point at each other. Each batch is one change,
 * so a broken run goes on where it stopped; two that run at once take turns. Progress is what the import's counts say.
 */
export async function runImport(
  database: Database,
  id: string,
  { rows = batch, ending }: { rows?: number; ending?: AbortSignal | undefined } = {},
): Promise<void> {
  const run = await readImportRow(database.reader, id)
  const asker: Asker = { personId: run.operator_id, origin: 'import' }
  const planner = await Planner.of(database.reader, run)
  for (const pass of [rowsOf(run, planner), linksOf(planner)])
    while (!ending?.aborted && (await workOn(database, asker, id, pass, rows)));
}

function rowsOf(run: Import, planner: Planner): Pass {
  const points = run.mapping.columns.some(({ field }) => field === 'parent' || field?.startsWith('manager.'))
  return {
    state: 'running',
    operation: 'import.rows',
    next: openRows,
    async work(change, present, rows) {
      await planner.catchUp(change.db, rows[0]!.line, change.at)
      const plans = await planner.plan(change.db, planner.reading(rows), change.at)
      const results =
        present.kind === 'people'
          ? await applyPeople(change, present.id, plans as PersonPlan[])
          : await applyAssets(change, plans as AssetPlan[], await standIn(change.db, present.provisional_id!))
      await storeResults(change, present.id, results)
    },
    refused: (change, id, line, problem) =>
      storeResults(change, id, [{ line, outcome: 'refused', problems: [problem], subject_id: null }]),
    leadsTo: points ? 'linking' : 'done',
  }
}

function linksOf(planner: Planner): Pass {
  return {
    state: 'linking',
    operation: 'import.link',
    next: unlinkedRows,
    async work(change, present, rows) {
      const read = planner.reading(rows).map((row, i) => ({ ...row, subjectId: rows[i]!.subject_id! }))
      const link = present.kind === 'people' ? linkManagers : linkParents
      await storeLinked(change, present.id, await link(change, read))
    },
    refused: (change, id, line, problem) => storeLinked(change, id, [{ line, problems: [problem], changed: false }]),
    leadsTo: 'done',
  }
}

/**
 * One change with the next rows; answers whether there may be more. What the database refuses is tried in smaller pieces, down to
 * the one row it refuses, so that this row does not hold back the others.
 */
async function workOn(database: Database, asker: Asker, id: string, pass: Pass, most: number): Promise<boolean> {
  const { operation, state } = pass
  let line = 0
  const change = (act: (change: Change, run: Import) => Promise<boolean>) =>
    write(
      database,
      asker,
      { operation },
      (locks) => lockImport(locks, id),
      async (change, run) => (run.state === state ? await act(change, run) : false),
    )
  try {
    return await change(async (change, run) => {
      const rows = await pass.next(change.db, id, most)
      line = rows[0]?.line ?? 0
      if (rows.length === 0) await moveOn(change, id, pass.leadsTo)
      else await pass.work(change, run, rows)
      return rows.length > 0
    })
  } catch (error) {
    const refusal = refusalOf(error)
    if (!refusal || refusal.code === 'busy' || refusal.code === 'database_full' || line === 0) throw error
    if (most === 1)
      return await change(async (change) => {
        await pass.refused(change, id, line, rowProblem('not_stored', { code: refusal.code, reason: refusal.message }))
        return true
      })
    for (let piece = 0; piece < 8; piece++)
      if (!(await workOn(database, asker, id, pass, Math.ceil(most / 8)))) return false
    return true
  }
}

/** Goes on with every import that was begun and has not ended; one that cannot go on does not hold back the others. Two at once take turns, batch by batch. */
export async function goOn(database: Database, ending?: AbortSignal): Promise<void> {
  const failures: unknown[] = []
  for (const id of await unfinished(database.reader))
    await runImport(database, id, { ending }).catch((error: unknown) => failures.push(error))
  if (failures.length > 0) throw failures[0]
}
