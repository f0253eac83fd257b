import { Readable } from 'node:stream'
import { blocks } from './blocks.ts'
import { neutralised } from './formula.ts'
import { writeWorkbook } from './workbook-writer.ts'

export type SheetFormat = 'csv' | 'xlsx' | 'json'

/** `key` names the value in JSON, `name` heads the column elsewhere. Dates are ISO text, numbers may be decimal text. */
export interface ExportColumn {
  key: string
  name: string
  type?: 'text' | 'number' | 'date'
}

export type ExportCell = string | number | boolean | null | undefined
/** As many cells as there are columns, in their order. */
export type ExportRow = readonly ExportCell[]
export type ExportRows = AsyncIterable<ExportRow> | Iterable<ExportRow>

export interface ExportOptions {
  /** CSV: `;` for spreadsheet programs set to a language with decimal comma. Default `,`. */
  delimiter?: ',' | ';'
  /** CSV: the byte order mark by which Excel knows UTF-8. Default true. */
  mark?: boolean
  /** XLSX: the name of the sheet. Default `Export`. */
  sheet?: string
}

export const mediaTypes: Record<SheetFormat, string> = {
  csv: 'text/csv; charset=utf-8; header=present',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  json: 'application/json; charset=utf-8',
}

/** A file of the rows as a stream of bytes; rows are taken as the receiver reads, so memory stays flat. */
export function writeSheet(
  format: SheetFormat,
  columns: readonly ExportColumn[],
  rows: ExportRows,
  { delimiter = ',', mark = true, sheet = 'Export' }: ExportOptions = {},
): Readable {
  if (format === 'xlsx') return writeWorkbook(columns, rows, sheet)
  const text = format === 'csv' ? csv(columns, rows, delimiter, mark) : json(columns, rows)
  return Readable.from(text, { objectMode: false })
}

/** RFC 4180 with \r\n, and text that a spreadsheet program would run as a formula made harmless. */
function csv(
  columns: readonly ExportColumn[],
  rows: ExportRows,
  delimiter: string,
  mark: boolean,
): AsyncGenerator<Buffer> {
  const quoted = (text: string) => (/[",;\t|\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
  const line = (cells: readonly string[]) => `${cells.join(delimiter)}\r\n`
  const cell = (value: ExportCell, i: number) => {
    if (typeof value !== 'string') return value === null || value === undefined ? '' : String(value)
    return columns[i]?.type === 'number' && isNumber(value) ? value : quoted(neutralised(value))
  }
  const head = line(columns.map(({ name }) => quoted(neutralised(name))))
  return blocks(rows, (row) => line(row.map(cell)), (mark ? '\ufeff' : '') + head)
}

/** One object to a line, in an array. */
function json(columns: readonly ExportColumn[], rows: ExportRows): AsyncGenerator<Buffer> {
  const keys = columns.map(({ key }) => key)
  let before = '\n'
  const object = (row: ExportRow) => {
    const text = before + JSON.stringify(Object.fromEntries(keys.map((key, i) => [key, row[i] ?? null])))
    before = ',\n'
    return text
  }
  return blocks(rows, object, '[', () => '\n]\n')
}

function isNumber(text: string): boolean {
  return /^-?\d+(\.\d+)?$/.test(text)
}
