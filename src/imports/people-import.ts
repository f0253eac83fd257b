import { departmentNamed, type PersonRow, personColumns, siteNamed, updatePerson } from '../people/person.store.ts'
import { idsByName, insertPeople, storeManagers } from '../people/person-batch.store.ts'
import type { Change, Locks } from '../platform/database/change.ts'
import type { Reader } from '../platform/database/connect.ts'
import { remembering } from '../platform/remembering.ts'
import type { Linked, RowResult } from './import.store.ts'
import { knownPeople, managersOf, presentPeople } from './lookup.store.ts'
import { type PersonPlan, type PresentPerson, personKeys, planPeople } from './people-plan.ts'
import { PersonIndex } from './person-index.ts'
import { type ReadRow, rowProblem } from './row.ts'

/** Plans some rows of people against the register as it is. */
export async function planPeopleRows(
  db: Reader | Locks,
  rows: readonly ReadRow[],
  seen: Map<string, number>,
): Promise<PersonPlan[]> {
  const keys = {
    personnelNumber: [] as string[],
    directoryId: [] as string[],
    email: [] as string[],
    username: [] as string[],
  }
  for (const row of rows)
    for (const [key, value] of Object.entries(personKeys(row))) keys[key as keyof typeof keys].push(value)
  const people = await presentPeople(db, keys)
  const index = new Map<string, PresentPerson>()
  for (const person of people)
    for (const key of Object.keys(keys) as (keyof typeof keys)[])
      if (person[key]) index.set(`${key} ${person[key].toLowerCase()}`, person)
  const plans = planPeople(rows, (key, value) => index.get(`${key} ${value.toLowerCase()}`), seen)
  // Managers are given at the end; that somebody gets another one is known now.
  const known = plans.flatMap(({ id }, i) => (id === null ? [] : [{ ...rows[i]!, subjectId: id }]))
  const moved = new Set((await managersNamed(db, known)).flatMap(({ line, moves }) => (moves ? [line] : [])))
  return plans.map((plan) => (plan.outcome === 'same' && moved.has(plan.line) ? { ...plan, outcome: 'changed' } : plan))
}

type Subject = ReadRow & { subjectId: string }

/** Whom rows name as managers: who it is, whether that is news, or what they are called where it is nobody here. */
async function managersNamed(db: Reader | Locks, rows: readonly Subject[]) {
  const naming = rows.some(({ values }) => Object.keys(values).some((field) => field.startsWith('manager.')))
  const people = new PersonIndex(naming ? await knownPeople(db) : [])
  const present = naming
    ? await managersOf(
        db,
        rows.map((row) => row.subjectId),
      )
    : new Map<string, string | null>()
  return rows.map((row) => {
    const { line, subjectId: id } = row
    const found = people.find(row, 'manager')
    if (found === null) return { line, id, moves: null, unknown: null }
    if (!('person' in found))
      return { line, id, moves: null, unknown: 'unknown' in found ? found.unknown : found.several }
    const manager = found.person.id
    return { line, id, moves: manager === id || manager === present.get(id) ? null : manager, unknown: null }
  })
}

/** Does what was planned, in one change: new people together, known ones one by one. */
export async function applyPeople(
  change: Change,
  importId: string,
  plans: readonly PersonPlan[],
): Promise<RowResult[]> {
  const texts = (field: 'department' | 'site') => plans.map(({ values }) => values[field])
  const department = remembering(
    (name: string) => departmentNamed(change, name),
    await idsByName(change, 'department', texts('department')),
  )
  const site = remembering((name: string) => siteNamed(change, name), await idsByName(change, 'site', texts('site')))
  const columnsOf = async ({
    department: departmentName,
    site: siteName,
    directoryId,
    ...values
  }: PersonPlan['values']) => ({
    ...personColumns(values),
    ...(departmentName !== undefined && { department_id: await department(departmentName) }),
    ...(siteName !== undefined && { site_id: await site(siteName) }),
    ...(directoryId !== undefined && { directory_id: directoryId }),
  })
  const added: PersonRow[] = []
  for (const { outcome, id, values, left } of plans) {
    if (outcome === 'changed') await updatePerson(change, id!, await columnsOf(values))
    if (outcome === 'added')
      added.push({
        ...(await columnsOf(values)),
        name: values.name!,
        source: 'import',
        state: left ? 'left' : 'active',
        left_import_id: left ? importId : null,
      })
  }
  const ids = await insertPeople(change, added)
  return plans.map(({ line, outcome, problems, id }) => ({
    line,
    outcome,
    problems,
    subject_id: outcome === 'added' ? ids.shift()! : id,
  }))
}

/** Gives people of the list their managers, once everybody is in. Answers the rows whose manager is nobody here. */
export async function linkManagers(change: Change, rows: readonly Subject[]): Promise<Linked[]> {
  const named = await managersNamed(change.db, rows)
  await storeManagers(
    change,
    named.flatMap(({ id, moves }) => (moves ? [{ id, manager_id: moves }] : [])),
  )
  return named.map(({ line, moves, unknown }) => ({
    line,
    problems: unknown ? [rowProblem('manager_unknown', { cell: unknown })] : [],
    changed: moves !== null,
  }))
}
