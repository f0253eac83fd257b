import { type RawBuilder, type Selectable, sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import type { Change, Locks } from '../platform/database/change.ts'
import type { Reader } from '../platform/database/connect.ts'
import { refuse } from '../platform/refusal.ts'
import type { SheetRow, SheetWarning } from '../platform/sheets/sheet.ts'
import type { ImportTable } from '../tables.ts'
import type { Field, ImportKind } from './fields.ts'
import type { ImportSettings } from './imports.operations.ts'
import type { Column, Outcome, RowProblem } from './row.ts'

/** An import as the program works with it. */
export interface Import extends Omit<Selectable<ImportTable>, 'mapping' | 'settings' | 'warnings'> {
  mapping: { columns: Column[]; key: Field | null; missing: Field[] }
  settings: ImportSettings
  warnings: SheetWarning[]
}

export interface FileRead {
  kind: ImportKind
  fileName: string
  fileHash: string
  headings: string[]
  headingsHash: string
  mapping: Import['mapping']
  settings: ImportSettings
  warnings: SheetWarning[]
  rows: SheetRow[]
}

/** Keeps a file that was read: its record, and its rows to be worked through. */
export async function storeImport(change: Change, file: FileRead, provisionalId: string | null): Promise<string> {
  const id = uuidv7()
  await change.db
    .insertInto('import')
    .values({
      id,
      kind: file.kind,
      operator_id: change.actorId!,
      provisional_id: provisionalId,
      file_name: file.fileName,
      file_hash: file.fileHash,
      headings: file.headings,
      headings_hash: file.headingsHash,
      mapping: JSON.stringify(file.mapping),
      settings: JSON.stringify(file.settings),
      warnings: JSON.stringify(file.warnings),
      lines: file.rows.length,
      read_at: change.at,
    })
    .execute()
  for (let from = 0; from < file.rows.length; from += 5000) {
    const rows = file.rows
      .slice(from, from + 5000)
      .map((row) => ({ line: row.line, cells: row.surplus ? [...row.cells, ...row.surplus] : row.cells }))
    await sql`insert into staging.import_row (import_id, line, cells)
      select ${id}, line, cells from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(line int, cells jsonb)`.execute(
      change.db,
    )
  }
  return id
}

/** Which field each heading was given when such a file came last; empty when it never did. */
export async function remembered(
  db: Reader,
  kind: ImportKind,
  headingsHash: string,
): Promise<{ fields: Record<string, Field | null>; settings: ImportSettings | null }> {
  const last = await db
    .selectFrom('import')
    .select(['mapping', 'settings'])
    .where('kind', '=', kind)
    .where('headings_hash', '=', headingsHash)
    .where('state', '=', 'done')
    .orderBy('read_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  const columns = (last?.mapping as Import['mapping'] | undefined)?.columns ?? []
  return {
    fields: Object.fromEntries(columns.map((column) => [column.name, column.field])),
    settings: (last?.settings as ImportSettings | undefined) ?? null,
  }
}

export async function readImportRow(db: Reader | Locks, id: string): Promise<Import> {
  const row = await db.selectFrom('import').select(importColumns).where('id', '=', id).executeTakeFirst()
  return row ? asImport(row) : refuse('not_found')
}

/** Locks the import: whoever works on its rows does so alone. */
export async function lockImport(locks: Locks, id: string): Promise<Import> {
  const row = await locks.selectFrom('import').select(importColumns).where('id', '=', id).forUpdate().executeTakeFirst()
  return row ? asImport(row) : refuse('not_found')
}

const importColumns = [
  'id',
  'kind',
  'state',
  'operator_id',
  'provisional_id',
  'unclear',
  'file_name',
  'file_hash',
  'headings_hash',
  'headings',
  'mapping',
  'settings',
  'warnings',
  'lines',
  'read_at',
  'started_at',
  'finished_at',
  'added',
  'changed',
  'same',
  'waiting',
  'refused',
] as const

const asImport = (row: Selectable<ImportTable>): Import => ({
  ...row,
  mapping: row.mapping as Import['mapping'],
  settings: row.settings as ImportSettings,
  warnings: row.warnings as SheetWarning[],
})

export interface StagedRow {
  line: number
  cells: string[]
  subject_id: string | null
}

/** The next rows without an outcome, in the order of the file. */
export const openRows = (db: Reader | Locks, id: string, most: number) => staged(db, id, sql`outcome is null`, most)

/** Rows that a run would work on: without an outcome yet, or waiting. */
export const undecidedRows = (db: Reader | Locks, id: string, after: number, most: number) =>
  staged(db, id, sql`(outcome is null or outcome = 'waiting') and line > ${after}`, most)

/** The next rows that became something and may point at other rows (a manager, a parent). */
export const unlinkedRows = (db: Reader | Locks, id: string, most: number) =>
  staged(db, id, sql`not linked and subject_id is not null`, most)

/** Rows between two lines that have their outcome, for knowing what the file said before. */
export const decidedRows = (db: Reader | Locks, id: string, after: number, before: number, most: number) =>
  staged(db, id, sql`outcome is not null and line > ${after} and line < ${before}`, most)

async function staged(db: Reader | Locks, id: string, which: RawBuilder<unknown>, most: number): Promise<StagedRow[]> {
  const { rows } = await sql<StagedRow>`select line, cells, subject_id from staging.import_row
    where import_id = ${id} and cells is not null and ${which} order by line limit ${most}`.execute(db)
  return rows
}

export interface RowResult {
  line: number
  outcome: Outcome
  problems: RowProblem[]
  subject_id: string | null
}

/** Keeps what became of rows that had no outcome yet, and counts it on the import. */
export async function storeResults({ db }: Change, id: string, results: readonly RowResult[]): Promise<void> {
  await sql`
    with decided as (
      update staging.import_row s set outcome = r.outcome, problems = r.problems, subject_id = r.subject_id
        from jsonb_to_recordset(${JSON.stringify(results)}::jsonb) as r(line int, outcome text, problems jsonb, subject_id uuid)
       where s.import_id = ${id} and s.line = r.line and s.outcome is null returning r.outcome
    )
    update import set (added, changed, same, waiting, refused) = (
      select added + count(*) filter (where outcome = 'added'), changed + count(*) filter (where outcome = 'changed'),
             same + count(*) filter (where outcome = 'same'), waiting + count(*) filter (where outcome = 'waiting'),
             refused + count(*) filter (where outcome = 'refused') from decided) where id = ${id}`.execute(db)
}

/** What came of linking a row: what could not be linked, and whether the record changed by it. */
export interface Linked {
  line: number
  problems: RowProblem[]
  changed: boolean
}

/** Keeps what came of linking. A row that was the same and is not any more counts as changed. */
export async function storeLinked({ db }: Change, id: string, lines: readonly Linked[]): Promise<void> {
  await sql`
    with before as (
      select s.line, s.outcome = 'same' and r.changed as moved, r.problems from staging.import_row s
        join jsonb_to_recordset(${JSON.stringify(lines)}::jsonb) as r(line int, problems jsonb, changed boolean) on r.line = s.line
       where s.import_id = ${id} and not s.linked
    ), linked as (
      update staging.import_row s set linked = true, problems = s.problems || b.problems, outcome = case when b.moved then 'changed' else s.outcome end
        from before b where s.import_id = ${id} and s.line = b.line returning b.moved
    )
    update import set (changed, same) = (
      select changed + count(*) filter (where moved), same - count(*) filter (where moved) from linked) where id = ${id}`.execute(
    db,
  )
}

/** Moves an import on; running again takes up what waits. Done: the cells of rows that need no second look go; they are in the register now. */
export async function moveOn({ db, at }: Change, id: string, state: 'running' | 'linking' | 'done'): Promise<void> {
  const moved = {
    running: { state, started_at: at, finished_at: null, waiting: 0 },
    linking: { state },
    done: { state, finished_at: at },
  }[state]
  await db.updateTable('import').set(moved).where('id', '=', id).execute()
  if (state === 'running')
    await sql`update staging.import_row set outcome = null, problems = '[]' where import_id = ${id} and outcome = 'waiting'`.execute(
      db,
    )
  if (state === 'done')
    await sql`update staging.import_row set cells = null where import_id = ${id} and outcome in ('added', 'changed', 'same') and problems = '[]'`.execute(
      db,
    )
}

/** Imports that were begun and have not ended: of a process that is at it, or of one that broke off. */
export async function unfinished(db: Reader): Promise<string[]> {
  return (
    await db
      .selectFrom('import')
      .select('id')
      .where('state', 'in', ['running', 'linking'])
      .orderBy('started_at')
      .execute()
  ).map((row) => row.id)
}
