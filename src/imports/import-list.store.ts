import { sql } from 'kysely'
import type { Reader } from '../platform/database/connect.ts'
import type { ImportDetail, ImportRow } from './imports.operations.ts'

type Summary = Pick<
  ImportDetail,
  | 'id'
  | 'kind'
  | 'state'
  | 'fileName'
  | 'operator'
  | 'lines'
  | 'done'
  | 'counts'
  | 'readAt'
  | 'startedAt'
  | 'finishedAt'
>

/** Imports, newest first, after a position (instant of reading, id); or the one with this id. */
export async function importPage(
  db: Reader,
  from: [readAt: string, id: string] | null,
  limit: number,
  id: string | null = null,
): Promise<{ items: Summary[]; next: string | null }> {
  const { rows } = await sql<Summary>`
    select i.id, i.kind, i.state, i.file_name as "fileName", jsonb_build_object('id', p.id, 'name', p.name) as operator, i.lines,
           i.added + i.changed + i.same + i.waiting + i.refused as done,
           jsonb_build_object('added', i.added, 'changed', i.changed, 'same', i.same, 'waiting', i.waiting, 'refused', i.refused) as counts,
           i.read_at as "readAt", i.started_at as "startedAt", i.finished_at as "finishedAt"
      from import i join person p on p.id = i.operator_id
     where ${id === null ? sql`true` : sql`i.id = ${id}`} ${from ? sql`and (i.read_at, i.id) < (${from[0]}, ${from[1]})` : sql``}
     order by i.read_at desc, i.id desc limit ${limit + 1}`.execute(db)
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  return {
    items,
    next:
      rows.length > limit && last ? Buffer.from(JSON.stringify([last.readAt, last.id])).toString('base64url') : null,
  }
}

/** Rows of an import in the order of the file; `next` is the last line of the page. */
export async function rowPage(
  db: Reader,
  id: string,
  { outcome = null, remarks = false }: { outcome?: ImportRow['outcome']; remarks?: boolean },
  after: number,
  limit: number,
): Promise<{ items: ImportRow[]; next: string | null }> {
  const { rows } = await sql<ImportRow>`
    select line, cells, outcome, problems, subject_id as "subjectId" from staging.import_row
     where import_id = ${id} and line > ${Number.isInteger(after) ? after : 0} ${outcome ? sql`and outcome = ${outcome}` : sql``}
       ${remarks ? sql`and problems <> '[]'` : sql``} order by line limit ${limit + 1}`.execute(db)
  const items = rows.slice(0, limit)
  return { items, next: rows.length > limit ? String(items.at(-1)!.line) : null }
}

/**
 * Some values of each column, as long as its rows keep their cells. Read where they stand: a copy on the import, which is of the
 * register, would outlive the erasure of whom they speak of.
 */
export async function samplesOf(db: Reader, id: string): Promise<(column: number) => string[]> {
  const { rows } = await sql<{ cells: string[] }>`
    select cells from staging.import_row where import_id = ${id} and cells is not null order by line limit 200`.execute(
    db,
  )
  return (column) =>
    [...new Set(rows.map(({ cells }) => cells[column]?.trim() ?? ''))]
      .filter((cell) => cell !== '')
      .slice(0, 3)
      .map((cell) => (cell.length > 80 ? `${cell.slice(0, 79)}…` : cell))
}
