import { type DecimalSign, type Money, readMoney, readMonths, readNumber } from './amounts.ts'
import { stated } from './blank.ts'
import { type DateOrder, readDate } from './dates.ts'
import { type Field, valueType } from './fields.ts'
import { type PersonReference, readPerson } from './person-reference.ts'
import { type Problem, problem, type Reading } from './problem.ts'
import { readActivity, readBoolean, readPersonKind, readStatus, readTier } from './terms.ts'

export type Value = string | number | boolean | Money | PersonReference | string[]

/** What a person chose, or the column told, about how its cells are written. */
export interface Settings {
  dateOrder: DateOrder | null
  decimalSign: DecimalSign | null
  /** ISO 4217, for prices that do not name theirs. */
  currency: string | null
  /** Words of this file and what they mean here, as somebody chose: `Ornamental Railings` → `machine`. */
  meanings: Readonly<Record<string, string>>
}

export const noSettings: Settings = { dateOrder: null, decimalSign: null, currency: null, meanings: {} }

/** A field of a kind with its type, as the register knows it. */
export interface FieldOfKind {
  id: string
  type: 'text' | 'number' | 'date' | 'boolean' | 'choice'
  names: Record<string, string>
  choices?: readonly string[] | null
}

/** Longest text read in a field; the API refuses more. What is no free text is never longer than this, and slow to look through. */
const LONGEST = 300
const lengths: Partial<Record<Field, number>> = {
  tag: 100,
  name: 300,
  serial: 200,
  manufacturer: 200,
  model: 200,
  modelNumber: 200,
  place: 200,
  'holder.place': 200,
  supplier: 200,
  orderNumber: 100,
  firmware: 200,
  processingRecord: 200,
  informationClass: 100,
  notes: 10_000,
  labels: 1200,
  personnelNumber: 50,
  username: 100,
  givenName: 100,
  familyName: 100,
  jobTitle: 200,
  company: 200,
}

/** Reads one cell as the field its column is mapped to. `kind` reads the kind of an asset (see `kindReader`). */
export function readValue(
  field: Field,
  cell: string,
  settings: Settings,
  kind: (cell: string) => Reading<string>,
): Reading<Value> {
  const text = asChosen(cell, settings)
  const tooLong = tooLongFor(lengths[field] ?? LONGEST, text)
  if (tooLong) return tooLong
  const [role, by] = field.split('.') as [
    string,
    PersonReference['by'] | 'givenName' | 'familyName' | 'place' | undefined,
  ]
  if (by === 'givenName' || by === 'familyName' || by === 'place') return { value: stated(text) }
  if (by !== undefined) return readPerson(text, by)
  switch (valueType(field)) {
    case 'date':
      return readDate(text, settings.dateOrder)
    case 'money':
      return readMoney(text, settings.decimalSign, settings.currency)
    case 'months':
      return readMonths(text)
    case 'boolean':
      return readBoolean(text)
    case 'email':
      return readEmail(text)
  }
  if (role === 'status') return readStatus(text)
  if (role === 'tier') return readTier(text)
  if (role === 'state') return readActivity(text)
  if (role === 'labels') return readLabels(text)
  return role === 'kind' ? kind(text) : { value: stated(text) }
}

/** The kind of a row of people, where the kind of an asset would stand in a list of assets. */
export const kindOfPerson: (cell: string) => Reading<string> = readPersonKind

/** Reads one cell as a field that a kind of asset has beside the common ones. */
export function readFieldOfKind(
  field: FieldOfKind,
  cell: string,
  settings: Settings,
): Reading<string | number | boolean> {
  const text = asChosen(cell, settings)
  const tooLong = tooLongFor(field.type === 'text' ? 2000 : LONGEST, text)
  if (tooLong) return tooLong
  switch (field.type) {
    case 'date':
      return readDate(text, settings.dateOrder)
    case 'number':
      return readNumber(text, settings.decimalSign)
    case 'boolean':
      return readBoolean(text)
    case 'choice':
      return readChoice(text, field.choices ?? [])
    case 'text':
      return { value: stated(text) }
  }
}

export function readEmail(cell: string): Reading<string> {
  const text = stated(cell)?.replace(/^mailto:/i, '') ?? null
  if (text === null) return { value: null }
  return text.length <= 254 && /^[^\s@<>(),;]+@[^\s@<>(),;]+\.[^\s@<>(),;.]+$/.test(text)
    ? { value: text }
    : problem('email_wrong', text)
}

function asChosen(cell: string, { meanings }: Settings): string {
  const word = cell.trim()
  return Object.hasOwn(meanings, word) ? meanings[word]! : cell
}

function tooLongFor(limit: number, cell: string): { problem: Problem } | null {
  const { length } = cell.trim()
  return length > limit ? problem('too_long', cell, { length, limit }) : null
}

function readChoice(cell: string, choices: readonly string[]): Reading<string> {
  const text = stated(cell)
  if (text === null) return { value: null }
  const choice = choices.find((one) => one.toLowerCase() === text.toLowerCase())
  return choice === undefined ? problem('choice_unknown', text, { choices: choices.join(', ') }) : { value: choice }
}

function readLabels(cell: string): Reading<string[]> {
  const labels = [...new Set((stated(cell) ?? '').split(/[,;|]/).map((label) => label.trim()))].filter(
    (label) => label !== '',
  )
  const long = labels.find((label) => label.length > 50)
  if (long !== undefined) return problem('too_long', long, { length: long.length, limit: 50 })
  return { value: labels.length === 0 ? null : labels }
}
