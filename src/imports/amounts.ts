import { stated } from './blank.ts'
import { problem, type Reading } from './problem.ts'

export type DecimalSign = '.' | ','

export interface Money {
  /** In the currency's smallest unit. */
  minor: number
  /** ISO 4217. */
  currency: string
}

/** Which sign the decimals of a column stand behind; null where no value tells. */
export function decimalSign(cells: Iterable<string>): DecimalSign | null {
  const told = new Set<DecimalSign>()
  for (const cell of cells) {
    const sign = cell.length <= 100 ? signOf(digitsOf(cell)) : null
    if (sign) told.add(sign)
  }
  const [sign] = told
  return told.size === 1 ? sign! : null
}

/** A number written the English or the continental way, spaces and apostrophes between thousands included. */
export function readNumber(cell: string, sign: DecimalSign | null): Reading<number> {
  const text = stated(cell)
  if (text === null) return { value: null }
  const plain = plainNumber(text, sign)
  if (plain === null) return problem('number_unknown', text)
  return plain === 'open' ? problem('number_ambiguous', text) : { value: Number(plain) }
}

/** A price with its currency, from the cell or else `currency`. */
export function readMoney(cell: string, sign: DecimalSign | null, currency: string | null): Reading<Money> {
  const text = stated(cell)
  if (text === null) return { value: null }
  const { code, candidates, rest } = currencyOf(text)
  const plain = plainNumber(rest, sign)
  if (plain === null) return problem('number_unknown', text)
  if (plain === 'open') return problem('number_ambiguous', text)
  const named =
    code ?? (candidates.length === 0 || (currency !== null && candidates.includes(currency)) ? currency : null)
  if (named === null) return problem('currency_missing', text)
  if (!known.has(named)) return problem('currency_unknown', text, { currency: named })
  return inMinorUnits(text, plain, named)
}

/** The currency a cell names by code or sign; whatever else it says as it stands, so that it can be told. Null where it says nothing. */
export function readCurrency(cell: string): string | null {
  const text = stated(cell)
  return text === null ? null : (currencyOf(text).code ?? text.toUpperCase().slice(0, 20))
}

/** A number of months: `36`, `36 months`, `3 years`. */
export function readMonths(cell: string): Reading<number> {
  const text = stated(cell)
  if (text === null) return { value: null }
  const parts =
    /^(\d{1,3})\s*(?:(m|mo|mon|month|months|monat|monate|maand|maanden|mois|mesi|mese)|(y|yr|years?|jahre?|jaar|jaren|ans?|anni|anno))?\.?$/i.exec(
      text,
    )
  if (!parts) return problem('months_unknown', text)
  return { value: Number(parts[1]) * (parts[3] ? 12 : 1) }
}

const known = new Set(Intl.supportedValuesOf('currency'))

/** A sign that several currencies share names none by itself. */
const symbols: [RegExp, string[]][] = [
  [/€|\beuros?\b/i, ['EUR']],
  [/us\s?\$/i, ['USD']],
  [/\$/, ['USD']],
  [/£/, ['GBP']],
  [/¥/, ['JPY', 'CNY']],
  [/zł/i, ['PLN']],
  [/kč/i, ['CZK']],
  [/\bft\b/i, ['HUF']],
  [/\bkr\.?(?![a-z])/i, ['SEK', 'NOK', 'DKK']],
  [/\b(?:s?fr)\.?(?![a-z])/i, ['CHF']],
]

function currencyOf(text: string): { code: string | null; candidates: string[]; rest: string } {
  const letters = /(?<![a-z])[a-z]{3}(?![a-z])/i.exec(text)
  if (letters && known.has(letters[0].toUpperCase()))
    return { code: letters[0].toUpperCase(), candidates: [], rest: text.replace(letters[0], '') }
  for (const [sign, currencies] of symbols)
    if (sign.test(text)) {
      const one = currencies.length === 1 ? currencies[0]! : null
      return { code: one, candidates: one ? [] : currencies, rest: text.replace(sign, '') }
    }
  return { code: null, candidates: [], rest: text }
}

function inMinorUnits(cell: string, plain: string, currency: string): Reading<Money> {
  const [whole, fraction = ''] = plain.split('.') as [string, string?]
  const digits =
    new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2
  const kept = fraction.replace(/0+$/, '')
  if (kept.length > digits) return problem('money_too_fine', cell, { currency })
  const minor = Number(whole + kept.padEnd(digits, '0'))
  if (minor < 0) return problem('money_negative', cell)
  return minor > 1e15 ? problem('money_too_large', cell) : { value: { minor, currency } }
}

/** Digits with their signs, without what stands around them: spaces, `.-` and `,--` for no cents, brackets for a minus. */
function digitsOf(cell: string): string {
  return cell
    .trim()
    .replace(/^\((.*)\)$/, '-$1')
    .replace(/[.,][-–—]+$/, '')
    .replace(/[\s'’\u00a0\u202f]/g, '')
    .replace(/^[^\d.,-]+|[^\d]+$/g, '')
}

/** The decimal sign that one number shows beyond doubt: the later of two, or a single one before other than three digits. */
function signOf(digits: string): DecimalSign | null {
  const comma = digits.lastIndexOf(',')
  const dot = digits.lastIndexOf('.')
  if (comma >= 0 && dot >= 0) return comma > dot ? ',' : '.'
  if (comma < 0 && dot < 0) return null
  const sign = comma >= 0 ? ',' : '.'
  const other = sign === ',' ? '.' : ','
  if (digits.indexOf(sign) !== Math.max(comma, dot)) return other
  const after = digits.length - Math.max(comma, dot) - 1
  return after === 3 && !/^-?0?[.,]/.test(digits) ? null : sign
}

/** As JavaScript writes numbers; `open` where the one sign in it may be either, null for no number. */
function plainNumber(cell: string, column: DecimalSign | null): string | 'open' | null {
  const digits = digitsOf(cell)
  if (!/^-?[\d.,]*\d$/.test(digits) || /[a-z]/i.test(cell)) return null
  const sign = signOf(digits) ?? column
  if (sign === null) return /[.,]/.test(digits) ? 'open' : digits
  const thousands = sign === ',' ? '.' : ','
  const [whole, fraction, more] = digits.split(sign) as [string, string?, string?]
  if (more !== undefined || fraction?.includes(thousands)) return null
  if (whole.includes(thousands) && !/^-?\d{1,3}([.,]\d{3})+$/.test(whole)) return null
  const plain = whole.replaceAll(thousands, '') || '0'
  return fraction === undefined ? plain : `${plain === '-' ? '-0' : plain}.${fraction}`
}
