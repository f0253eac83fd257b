import type { PersonInput } from '../people/people.operations.ts'
import { type Outcome, type ReadRow, type RowProblem, rowProblem } from './row.ts'

type PersonValues = Partial<Omit<PersonInput, 'departmentId' | 'siteId' | 'managerId'>> & {
  department?: string
  site?: string
  directoryId?: string
}

/** A person of the register, as far as a list can say anything about them. */
export type PresentPerson = { id: string; state: string; name: string } & {
  [K in keyof PersonValues]?: PersonValues[K] | null
}

export interface PersonPlan {
  line: number
  outcome: Outcome
  problems: RowProblem[]
  /** The person of the register this row is about. */
  id: string | null
  /** For a new person everything, for a known one what differs. */
  values: PersonValues
  /** A new person whom the list brings as already gone. */
  left: boolean
}

const fields = [
  'personnelNumber',
  'directoryId',
  'givenName',
  'familyName',
  'email',
  'username',
  'jobTitle',
  'company',
  'kind',
  'department',
  'site',
  'startDate',
  'endDate',
] as const
const keys = ['personnelNumber', 'directoryId', 'email', 'username'] as const
type Key = (typeof keys)[number]
const called: Record<Key, string> = {
  personnelNumber: 'personnel number',
  directoryId: 'directory id',
  email: 'e-mail address',
  username: 'user name',
}

/** By what the rows of a chunk are looked up. */
export function personKeys(row: ReadRow): { [K in (typeof keys)[number]]?: string } {
  return Object.fromEntries(
    keys.flatMap((key) => (typeof row.values[key] === 'string' ? [[key, row.values[key]]] : [])),
  )
}

/**
 * What each row of people becomes. A row is the person with the same personnel number, else directory id, e-mail address, user name.
 * @param present finds the person of the register for a key; what is not said in the list stays as it is
 * @param seen the line that first spoke of somebody, over the whole file
 */
export function planPeople(
  rows: readonly ReadRow[],
  present: (key: Key, value: string) => PresentPerson | undefined,
  seen: Map<string, number>,
): PersonPlan[] {
  return rows.map((row) => {
    const problems = [...row.problems]
    const values: PersonValues = Object.fromEntries(
      fields.flatMap((field) => (row.values[field] === undefined ? [] : [[field, row.values[field]]])),
    )
    const name = row.values.name ?? [row.values.givenName, row.values.familyName].filter(Boolean).join(' ')
    const plan = (outcome: Outcome, more: Partial<PersonPlan> = {}): PersonPlan => ({
      line: row.line,
      outcome,
      problems,
      id: null,
      values,
      left: false,
      ...more,
    })
    if (typeof name !== 'string' || name === '')
      return plan('refused', { problems: [...problems, rowProblem('name_missing')] })
    values.name = name.slice(0, 200)
    const own = personKeys(row)
    const marks = keys.flatMap((key) => (own[key] ? [`${key} ${own[key].toLowerCase()}`] : []))
    if (marks.length === 0) return plan('refused', { problems: [...problems, rowProblem('person_key_missing')] })
    const before = marks.map((mark) => seen.get(mark)).find((line) => line !== undefined && line !== row.line)
    if (before !== undefined)
      return plan('refused', { problems: [...problems, rowProblem('repeated', { line: before })] })
    for (const mark of marks) seen.set(mark, row.line)
    const { known, other } = meant(own, present)
    if (other)
      return plan('refused', {
        problems: [...problems, rowProblem('person_differs', { ...other, key: called[other.field] })],
      })
    const gone = row.values.state === 'inactive'
    if (!known) return plan('added', { left: gone })
    if (gone && known.state !== 'left') problems.push(rowProblem('says_left'))
    const changed = Object.fromEntries(
      Object.entries(values).filter(([field, value]) => value !== (known[field as keyof PersonValues] ?? null)),
    ) as PersonValues
    return plan(Object.keys(changed).length === 0 ? 'same' : 'changed', { id: known.id, values: changed })
  })
}

/** Whom a row is about; and where its marks belong to different people, which mark is whose: nobody is given another's number or address. */
function meant(
  own: ReturnType<typeof personKeys>,
  present: (key: Key, value: string) => PresentPerson | undefined,
): { known?: PresentPerson; other?: { field: Key; name: string } } {
  let known: PresentPerson | undefined
  for (const key of keys) {
    const person = own[key] === undefined ? undefined : present(key, own[key])
    if (person && known && person.id !== known.id) return { other: { field: key, name: person.name } }
    // Found by a weaker mark, while a stronger one says that it is somebody else: addresses are given out again.
    const stronger = keys
      .slice(0, keys.indexOf(key))
      .some((one) => own[one] && person?.[one] && !alike(own[one], person[one]))
    if (person && !known && stronger) return { other: { field: key, name: person.name } }
    known ??= person
  }
  return known ? { known } : {}
}

const alike = (a: string, b: string) => a.toLowerCase() === b.toLowerCase()
