import { Temporal } from 'temporal-polyfill'

/** How a number of a workbook is shown: `zeros` is the width that `0000` pads to. */
export type NumberFormat = { kind: 'number' } | { kind: 'date' } | { kind: 'zeros'; width: number }

const plain: NumberFormat = { kind: 'number' }
const date: NumberFormat = { kind: 'date' }

/** ECMA-376 part 1, 18.8.30: built-in numbers that mean a date or a time of day; 27 to 36 and 50 to 58 in East Asian Excel. */
const builtInDates = [
  [14, 22],
  [27, 36],
  [45, 45],
  [47, 47],
  [50, 58],
] as const

export function numberFormat(id: number, code?: string): NumberFormat {
  if (code === undefined) return builtInDates.some(([from, to]) => id >= from && id <= to) ? date : plain
  if (/^0+$/.test(code)) return code.length > 1 ? { kind: 'zeros', width: code.length } : plain
  // Only the first section (positive numbers), without quoted text, escaped signs and [colour]; [h] counts hours past 24: a duration.
  const letters = code.split(';', 1)[0]!.replace(/"[^"]*"|\\.|_.|\*./g, '')
  if (/\[(h+|m+|s+)\]/i.test(letters)) return plain
  return /[ymdhs]/i.test(letters.replace(/\[[^\]]*\]/g, '').replace(/general/i, '')) ? date : plain
}

/** A stored number as text: what is a date as ISO, others plain, to the 15 digits that Excel keeps and shows. */
export function shownNumber(stored: string, format: NumberFormat, from1904: boolean): string {
  const value = Number(stored)
  if (stored.trim() === '' || !Number.isFinite(value)) return stored
  if (format.kind === 'date') return shownDate(value, from1904) ?? shownPlain(value)
  if (format.kind === 'zeros' && Number.isInteger(value) && value >= 0)
    return shownPlain(value).padStart(format.width, '0')
  return shownPlain(value)
}

function shownPlain(value: number): string {
  const text = String(Number(value.toPrecision(15)))
  if (!text.includes('e')) return text
  return new Intl.NumberFormat('en', { useGrouping: false, maximumSignificantDigits: 15 }).format(value)
}

const SECONDS = 86_400

/** Days since the workbook's epoch, with the time of day as fraction. Null outside of years 1900 to 9999. */
function shownDate(value: number, from1904: boolean): string | null {
  const seconds = Math.round(value * SECONDS)
  const days = Math.floor(seconds / SECONDS)
  if (value < 0 || days > 2_958_465) return null
  const time = new Temporal.PlainTime().add({ seconds: seconds - days * SECONDS }).toString()
  if (days === 0) return time
  // Excel counts 29 February 1900, a day that never was, as 60.
  const epoch = from1904 ? '1904-01-01' : days < 60 ? '1899-12-31' : '1899-12-30'
  const day = Temporal.PlainDate.from(epoch).add({ days }).toString()
  return seconds % SECONDS === 0 ? day : `${day}T${time}`
}
