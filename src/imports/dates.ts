import { Temporal } from 'temporal-polyfill'
import { stated } from './blank.ts'
import { withoutAccents } from './heading-key.ts'
import { problem, type Reading } from './problem.ts'

export type DateOrder = 'dmy' | 'mdy'
/** Which order a column is written in: told by its values, by other columns of the same file, of no matter, or only a person can say. */
export type OrderFound =
  | { order: DateOrder; from: 'values' | 'other_columns' }
  | { order: null; from: 'not_needed' | 'ambiguous' | 'contradictory' }

const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?=$|[t\s])/
const compact = /^((?:19|20)\d{2})([01]\d)([0-3]\d)$/
const numeric = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})(?=$|[,t\s])/
const dayMonthName =
  /^(?:[a-z]{2,10}\.?,?\s+)?(\d{1,2})(?:st|nd|rd|th|er|\.)?[\s-]*(?:de\s+)?([a-z]{3,10})\.?[\s,-]*(\d{4}|\d{2})(?=$|[,t\s])/
const monthNameDay = /^(?:[a-z]{2,10}\.?,?\s+)?([a-z]{3,10})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})(?=$|[,t\s])/

/** Beginnings that tell the months of English, German, Dutch, French and Italian; `jui` is the French June and July. */
const months: string[][] = [
  ['jan', 'gen', 'janv', 'jän', 'jaen'],
  ['feb', 'fev', 'fevr'],
  ['mar', 'mrt', 'mrz', 'maa', 'maer', 'mars'],
  ['apr', 'avr'],
  ['may', 'mai', 'mei', 'mag'],
  ['jun', 'juin', 'giu'],
  ['jul', 'juil', 'lug'],
  ['aug', 'aou', 'ago'],
  ['sep', 'set'],
  ['oct', 'okt', 'ott'],
  ['nov'],
  ['dec', 'dez', 'dic'],
]

/** The calendar day a cell names, as ISO; a time of day behind it is dropped. A dot between the numbers means day first. */
export function readDate(cell: string, order: DateOrder | null): Reading<string> {
  const text = stated(cell)
  // What tools write for "never".
  if (text === null || /^(0000-00-00|0001-01-01|1\/1\/0001)/.test(text)) return { value: null }
  const plain = withoutAccents(text.toLowerCase())
  const year = iso.exec(plain) ?? compact.exec(plain)
  if (year) return day(text, year[1]!, year[2]!, year[3]!)
  const named = dayMonthName.exec(plain)
  if (named && month(named[2]!) > 0) return day(text, named[3]!, String(month(named[2]!)), named[1]!)
  const american = monthNameDay.exec(plain)
  if (american && month(american[1]!) > 0) return day(text, american[3]!, String(month(american[1]!)), american[2]!)
  const parts = numeric.exec(plain)
  if (!parts) return problem('date_unknown', text)
  const [, first, sign, second, full] = parts as unknown as [string, string, string, string, string]
  const found = orderOf(first, sign, second) ?? order
  if (found === 'dmy' || first === second) return day(text, full, second, first)
  if (found === 'mdy') return day(text, full, first, second)
  return problem('date_ambiguous', text)
}

/** Day first or month first, for each column of dates of one file. */
export function dateOrders(columns: readonly (readonly string[])[]): OrderFound[] {
  const alone = columns.map(orderOfColumn)
  const told = new Set(alone.flatMap(({ order }) => (order === null ? [] : [order])))
  const [common] = told
  if (told.size !== 1 || common === undefined) return alone
  return alone.map((found) => (found.from === 'ambiguous' ? { order: common, from: 'other_columns' } : found))
}

function orderOfColumn(cells: readonly string[]): OrderFound {
  const told = new Set<DateOrder>()
  let open = false
  for (const cell of cells) {
    const parts = numeric.exec(cell.trim().toLowerCase())
    if (!parts) continue
    const order = orderOf(parts[1]!, parts[2]!, parts[3]!)
    if (order) told.add(order)
    else if (parts[1] !== parts[3]) open = true
  }
  const [order] = told
  if (told.size === 2) return { order: null, from: open ? 'contradictory' : 'not_needed' }
  if (order) return { order, from: 'values' }
  return { order: null, from: open ? 'ambiguous' : 'not_needed' }
}

/** What one date tells by itself. */
function orderOf(first: string, sign: string, second: string): DateOrder | null {
  if (sign === '.' || Number(first) > 12) return 'dmy'
  return Number(second) > 12 ? 'mdy' : null
}

function month(name: string): number {
  const lengths = months.map((beginnings) =>
    Math.max(0, ...beginnings.filter((one) => name.startsWith(one)).map((one) => one.length)),
  )
  const longest = Math.max(...lengths)
  return longest === 0 ? 0 : lengths.indexOf(longest) + 1
}

function day(cell: string, year: string, month: string, day: string): Reading<string> {
  try {
    const fields = { year: fullYear(year), month: Number(month), day: Number(day) }
    return { value: Temporal.PlainDate.from(fields, { overflow: 'reject' }).toString() }
  } catch {
    return problem('date_impossible', cell)
  }
}

/** Two digits: 1970 to 2069. Lists of assets know ends of support to come, and hardly anything bought before 1970. */
function fullYear(year: string): number {
  if (year.length === 4) return Number(year)
  return Number(year) + (Number(year) < 70 ? 2000 : 1900)
}
