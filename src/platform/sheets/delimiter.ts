import { parse } from 'csv-parse/sync'
import type { Delimiter } from './sheet.ts'

const delimiters: Delimiter[] = [',', ';', '\t', '|']
export const lineEnds = ['\r\n', '\n', '\r']

/** Excel writes and reads a first line `sep=;` that names the delimiter and is no row. */
export function namedDelimiter(text: Buffer): Delimiter | null {
  const named = /^"?sep=([,;\t|])"?[\r\n]/i.exec(text.toString('latin1', 0, 10))
  return (named?.[1] as Delimiter | undefined) ?? null
}

/**
 * The delimiter under which most rows of the beginning have the same number of cells, and many. Decimal commas and bars
 * inside cells can look as regular as that, but then the first row so cut is no heading: it holds numbers or the other delimiters.
 */
export function findDelimiter(text: Buffer): Delimiter {
  const sample = beginning(text)
  const best = delimiters.map((delimiter) => ({ delimiter, score: score(sample, delimiter) }))
  return best.reduce((a, b) => (b.score > a.score ? b : a)).delimiter
}

/** Whole lines only, so that a cut row or quotation does not count. */
function beginning(text: Buffer): Buffer {
  const size = 128 * 1024
  if (text.length <= size) return text
  const end = Math.max(text.lastIndexOf(0x0a, size), text.lastIndexOf(0x0d, size))
  return text.subarray(0, end > 0 ? end : size)
}

function score(sample: Buffer, delimiter: Delimiter): number {
  const rows = records(sample, delimiter)
  const widths = new Map<number, number>()
  for (const { length } of rows) if (length > 1) widths.set(length, (widths.get(length) ?? 0) + 1)
  const [width, times] = [...widths].reduce((a, b) => (b[1] > a[1] ? b : a), [1, 0])
  const first = rows.find((row) => row.length === width) ?? []
  const heading = first.every(
    (cell) => !/^\s*[-+]?\d+([.,]\d+)?\s*$/.test(cell) && !delimiters.some((d) => cell.includes(d)),
  )
  return (times / rows.length) * Math.log2(width) * (heading ? 1 : 0.3)
}

function records(sample: Buffer, delimiter: Delimiter): string[][] {
  const options = {
    delimiter,
    record_delimiter: lineEnds,
    relax_quotes: true,
    relax_column_count: true,
    skip_empty_lines: true,
  }
  try {
    return parse(sample, { ...options, to: 100 })
  } catch {
    // A quotation that is open at the end of the sample: count without quotations.
    return parse(sample, { ...options, quote: null, to: 100 })
  }
}
