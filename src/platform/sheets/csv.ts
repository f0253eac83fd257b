import { Readable } from 'node:stream'
import { setImmediate } from 'node:timers/promises'
import { CsvError, parse } from 'csv-parse'
import { findDelimiter, lineEnds, namedDelimiter } from './delimiter.ts'
import { SheetError } from './error.ts'
import { restored } from './formula.ts'
import type { Limits } from './limits.ts'
import { RowCollector } from './rows.ts'
import type { Delimiter, RawSheet } from './sheet.ts'

/** Rows of delimited text in UTF-8. Blank rows are left out, quotation marks inside an unquoted cell are text. */
export async function readCsv(text: Buffer, limits: Limits): Promise<RawSheet & { delimiter: Delimiter }> {
  const named = namedDelimiter(text)
  const delimiter = named ?? findDelimiter(text)
  const rows = new RowCollector(limits)
  const parser = Readable.from(pieces(text)).pipe(
    parse({ delimiter, record_delimiter: lineEnds, relax_quotes: true, relax_column_count: true }),
  )
  // Counted here: csv-parse counts a \r\n inside a quotation as two lines.
  let line = 1
  try {
    for await (const record of parser as AsyncIterable<string[]>) {
      if (!(line === 1 && named)) rows.add(line, record.map(restored), record.length)
      for (const cell of record) line += breaks(cell)
      line++
    }
  } catch (error) {
    if (error instanceof CsvError && error.code === 'CSV_QUOTE_NOT_CLOSED')
      throw new SheetError('quote_not_closed', { line }, { cause: error })
    throw error
  }
  return { rows: rows.rows, warnings: [], delimiter }
}

/** In pieces, with a breath between them in which the process answers others. */
async function* pieces(text: Buffer): AsyncGenerator<Buffer> {
  const size = 128 * 1024
  for (let at = 0; at < text.length; at += size) {
    yield text.subarray(at, at + size)
    await setImmediate()
  }
}

function breaks(cell: string): number {
  if (!cell.includes('\n') && !cell.includes('\r')) return 0
  return cell.split(/\r\n|\r|\n/).length - 1
}
