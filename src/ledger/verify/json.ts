import { hash } from 'node:crypto'

export type Columns = { readonly [column: string]: unknown }

export const isColumns = (value: unknown): value is Columns =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

// A number with more digits than a double surely holds stays text, marked by a character no database text can contain:
// otherwise two different amounts would compare as one.
const exact = (_key: string, value: unknown, context?: { source?: string }): unknown =>
  typeof value === 'number' && (context?.source ?? '').replace(/\D/g, '').length > 15 ? `\0${context?.source}` : value

/** JSON.parse that does not round long numbers. */
export const parseJson = (text: string): unknown =>
  // without such a number the plain call is several times faster
  /[\s:,[-][\d.]{16}/.test(text) ? JSON.parse(text, exact) : JSON.parse(text)

const sorted = (value: unknown): unknown => {
  if (typeof value !== 'object' || value === null) return value
  return Array.isArray(value) ? value.map(sorted) : inOrder(value as Columns)
}
const inOrder = (columns: Columns): Columns => {
  // without a prototype, so that a column called __proto__ is one like any other
  const ordered: { [column: string]: unknown } = Object.create(null)
  for (const k of Object.keys(columns).sort()) if (columns[k] !== null) ordered[k] = sorted(columns[k])
  return ordered
}

/** One text for equal columns, however they were ordered; what is null counts as absent, in objects inside a column too. */
export const canonical = (columns: Columns): string => JSON.stringify(inOrder(columns))

/** 128 bits of SHA-256 over the canonical text: enough against a second image for a given one, at half the memory. */
export const imageHash = (columns: Columns): Buffer => hash('sha256', canonical(columns), 'buffer').subarray(0, 16)
