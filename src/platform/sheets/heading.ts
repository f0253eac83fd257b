import {
  columnLetter,
  type RawRow,
  type RawSheet,
  type Sheet,
  type SheetColumn,
  type SheetRow,
  warning,
} from './sheet.ts'

/** Finds the row of headings, which may stand below title lines, and lays every row after it under them. */
export function underHeadings(raw: RawSheet): Pick<Sheet, 'headingLine' | 'columns' | 'rows' | 'warnings'> {
  const at = headingRow(raw.rows)
  const heading = raw.rows[at] ?? { line: 1, cells: [] }
  const data = raw.rows.slice(at + 1)
  const warnings = [...raw.warnings]
  if (at > 0) warnings.push(warning('lines_above', { line: heading.line }, lines(raw.rows.slice(0, at))))
  if (heading.cells.some(looksLikeData))
    warnings.push(warning('headings_unsure', { line: heading.line }, [heading.line]))

  const names = heading.cells.map((cell) => cell.replace(/\s+/g, ' ').trim())
  const filled = data.reduce((most, { cells }) => Math.max(most, cells.length), 0)
  const width = Math.max(names.length, Math.min(heading.width ?? filled, filled))
  const short = data.filter((row) => row.width !== undefined && row.width < names.length)
  if (short.length > 0) warnings.push(warning('short_rows', { count: short.length }, lines(short)))
  const long = data.filter((row) => row.cells.length > width)
  if (long.length > 0) warnings.push(warning('long_rows', { count: long.length }, lines(long)))

  const unnamed = names.flatMap((name, i) => (name === '' ? [i] : []))
  for (let i = names.length; i < width; i++) unnamed.push(i)
  const used = new Set(unnamed.filter((i) => data.some(({ cells }) => (cells[i] ?? '') !== '')))
  if (used.size > 0)
    warnings.push(warning('no_heading', { names: [...used].map(columnLetter).join(', ') }, [heading.line]))
  const repeated = [...new Set(names.filter((name, i) => name !== '' && names.indexOf(name) < i))]
  if (repeated.length > 0) warnings.push(warning('same_heading', { names: repeated.join(', ') }, [heading.line]))

  const columns = toldApart(names.length < width ? [...names, ...Array<string>(width - names.length).fill('')] : names)
  return {
    headingLine: heading.line,
    columns: columns.filter(({ index }) => used.has(index) || (names[index] ?? '') !== ''),
    rows: data.map((row) => fitted(row, width)),
    warnings,
  }
}

/**
 * The first row that fills more than half of the widest row's cells: a title or a date of export does not. Where that row
 * holds data and a fuller one without data follows closely, the latter.
 */
function headingRow(rows: RawRow[]): number {
  const beginning = rows.slice(0, 50)
  const fill = beginning.map(({ cells }) => cells.filter((cell) => cell.trim() !== '').length)
  const widest = Math.max(0, ...fill)
  const first = Math.max(
    0,
    fill.findIndex((count) => count * 2 > widest),
  )
  if (!beginning[first]?.cells.some(looksLikeData)) return first
  const better = beginning.findIndex(
    ({ cells }, i) => i > first && i <= first + 5 && fill[i]! > fill[first]! && !cells.some(looksLikeData),
  )
  return better > 0 ? better : first
}

const data = [/^\S+@\S+\.\S+$/, /^\d{1,4}[./-]\d{1,2}[./-]\d{1,4}/, /^[-+]?[\d.,'\s]*\d$/, /^(true|false)$/i]

function looksLikeData(cell: string): boolean {
  const text = cell.trim()
  // Long text is no date and no number, and would make these patterns slow.
  return text.length < 100 && data.some((pattern) => pattern.test(text))
}

function toldApart(names: string[]): SheetColumn[] {
  const taken = new Set(names)
  const seen = new Set<string>()
  return names.map((heading, index) => {
    let name = heading || `Column ${columnLetter(index)}`
    if (heading ? seen.has(name) : taken.has(name)) name = numbered(name, taken)
    seen.add(name)
    taken.add(name)
    return { index, name }
  })
}

function numbered(name: string, taken: Set<string>): string {
  let n = 2
  while (taken.has(`${name} (${n})`)) n++
  return `${name} (${n})`
}

function fitted({ line, cells }: RawRow, width: number): SheetRow {
  if (cells.length === width) return { line, cells }
  if (cells.length > width) return { line, cells: cells.slice(0, width), surplus: cells.slice(width) }
  return { line, cells: [...cells, ...Array<string>(width - cells.length).fill('')] }
}

function lines(rows: RawRow[]): number[] {
  return rows.map(({ line }) => line)
}
