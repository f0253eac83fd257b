import { departmentNamed, insertPerson, personColumns, siteNamed, updatePerson } from '../people/person.store.ts'
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
  return planPeople(rows, (key, value) => index.get(`${key} ${value.toLowerCase()}`), seen)
}

/** Does what was planned, in one change. */
export async function applyPeople(
  change: Change,
  importId: string,
  plans: readonly PersonPlan[],
): Promise<RowResult[]> {
  const department = remembering((name: string) => departmentNamed(change, name))
  const site = remembering((name: string) => siteNamed(change, name))
  const results: RowResult[] = []
  for (const plan of plans) {
    const { department: departmentName, site: siteName, directoryId, ...values } = plan.values
    let id = plan.id
    if (plan.outcome === 'added' || plan.outcome === 'changed') {
      const columns = {
        ...personColumns(values),
        ...(departmentName !== undefined && { department_id: await department(departmentName) }),
        ...(siteName !== undefined && { site_id: await site(siteName) }),
        ...(directoryId !== undefined && { directory_id: directoryId }),
      }
      if (id === null)
        id = await insertPerson(change, {
          ...columns,
          name: values.name!,
          source: 'import',
          ...(plan.left && { state: 'left', left_import_id: importId }),
        })
      else await updatePerson(change, id, columns)
    }
    results.push({ line: plan.line, outcome: plan.outcome, problems: plan.problems, subject_id: id })
  }
  return results
}

/** Gives people of the list their managers, once everybody is in. Answers the rows whose manager is nobody here. */
export async function linkManagers(
  change: Change,
  rows: readonly (ReadRow & { subjectId: string })[],
): Promise<Linked[]> {
  const people = new PersonIndex(await knownPeople(change.db))
  const present = await managersOf(
    change.db,
    rows.map((row) => row.subjectId),
  )
  const linked: Linked[] = []
  for (const row of rows) {
    const found = people.find(row, 'manager')
    const manager = found && 'person' in found ? found.person.id : undefined
    const moves = manager !== undefined && manager !== row.subjectId && manager !== present.get(row.subjectId)
    if (moves) await updatePerson(change, row.subjectId, { manager_id: manager })
    const cell = found && ('unknown' in found ? found.unknown : 'several' in found ? found.several : null)
    linked.push({ line: row.line, problems: cell ? [rowProblem('manager_unknown', { cell })] : [], changed: moves })
  }
  return linked
}
