import { createHash } from 'node:crypto'
import type { Kind } from '../assets/asset.store.ts'
import { readSheet } from '../platform/sheets/read.ts'
import { decimalSign } from './amounts.ts'
import { dateOrders } from './dates.ts'
import { type Field, type ImportKind, valueType } from './fields.ts'
import type { FileRead, Import } from './import.store.ts'
import type { ImportSettings } from './imports.operations.ts'
import { type ColumnUse, missingFields, suggestMapping } from './mapping.ts'
import type { Column } from './row.ts'

export const noSettings: ImportSettings = {
  dateOrder: null,
  decimalSign: null,
  currency: null,
  kind: null,
  meanings: {},
}

/** Reads an uploaded file and suggests what its columns mean. Throws SheetError for what is no list. */
export async function readFile(
  kind: ImportKind,
  fileName: string,
  bytes: Uint8Array,
  kinds: readonly Kind[],
  last: (headingsHash: string) => Promise<{ fields: Record<string, Field | null>; settings: ImportSettings | null }>,
): Promise<FileRead> {
  const sheet = await readSheet(bytes)
  const headings = sheet.columns.map((column) => column.name)
  const headingsHash = createHash('sha256').update(JSON.stringify(headings)).digest('hex')
  const remembered = await last(headingsHash)
  const mapping = suggestMapping(kind, sheet.columns, sheet.rows, {
    fieldsOfKinds: kinds.flatMap((one) => one.fields),
    remembered: remembered.fields,
  })
  const cells = sheet.columns.map(({ index }) => sheet.rows.map((row) => row.cells[index] ?? ''))
  const settings: ImportSettings = remembered.settings ?? {
    ...noSettings,
    kind: mapping.assetKind,
    meanings: (mapping.preset?.meanings ?? {}) as ImportSettings['meanings'],
  }
  return {
    kind,
    // Only the name: a path says where it lay on somebody's disk, and means nothing here.
    fileName: fileName.replace(/^.*[\\/]/, '').slice(0, 255) || 'list',
    fileHash: createHash('sha256').update(bytes).digest('hex'),
    headings,
    headingsHash,
    mapping: {
      columns: asRead(mapping.columns, cells),
      key: mapping.key,
      missing: missingFields(kind, usedBy(mapping.columns), settings.kind !== null),
    },
    settings,
    warnings: sheet.warnings,
    rows: sheet.rows,
  }
}

/** Columns with how their dates and numbers are written, as far as all their cells together tell. */
export function asRead(uses: readonly ColumnUse[], cells: readonly (readonly string[])[]): Column[] {
  const isDate = (use: ColumnUse) => use.field !== null && valueType(use.field) === 'date'
  const dates = uses.filter(isDate)
  const orders = new Map(
    dateOrders(dates.map((use) => cells[use.index]!)).map((found, i) => [dates[i]!.index, found.order]),
  )
  return uses.map((use) => ({
    ...use,
    dateOrder: orders.has(use.index)
      ? orders.get(use.index)!
      : (dateOrders([cells[use.index] ?? []])[0]?.order ?? null),
    decimalSign: decimalSign(cells[use.index] ?? []),
  }))
}

/** The mapping after somebody chose: their choice counts, one column for each field, and what is still missing is said. */
export function chosen(
  mapping: Import['mapping'],
  kind: ImportKind,
  settings: ImportSettings,
  choice: readonly { index: number; field: Field | null }[],
): { mapping: Import['mapping']; twice: Field[] } {
  const wished = new Map(choice.map(({ index, field }) => [index, field]))
  const columns = mapping.columns.map((column) => {
    const field = wished.has(column.index) ? wished.get(column.index)! : column.field
    return field === column.field
      ? column
      : { ...column, field, reason: 'chosen', message: field === null ? 'Left out, as you chose.' : 'As you chose.' }
  })
  const used = columns.flatMap(({ field }) => field ?? [])
  return {
    mapping: { ...mapping, columns, missing: missingFields(kind, usedBy(columns), settings.kind !== null) },
    twice: used.filter((field, i) => used.indexOf(field) !== i),
  }
}

const usedBy = (columns: readonly { field: Field | null }[]) => new Set(columns.flatMap(({ field }) => field ?? []))
