import type { PersonReference } from './person-reference.ts'
import { personNameKey } from './person-reference.ts'
import type { ReadRow } from './row.ts'

/** A person as an import looks them up. */
export interface KnownPerson {
  id: string
  name: string
  email: string | null
  username: string | null
  personnel_number: string | null
  state: string
}

export type Found = { person: KnownPerson } | { unknown: string } | { several: string } | null

/** Finds people by what a list calls them. A name that several people have finds nobody: an owner is not guessed. */
export class PersonIndex {
  private readonly by = {
    personnelNumber: new Map<string, KnownPerson>(),
    email: new Map<string, KnownPerson>(),
    username: new Map<string, KnownPerson>(),
  }
  private readonly names = new Map<string, KnownPerson[]>()

  constructor(people: readonly KnownPerson[]) {
    for (const person of people) this.add(person)
  }

  add(person: KnownPerson): void {
    if (person.personnel_number) this.by.personnelNumber.set(person.personnel_number, person)
    if (person.email) this.by.email.set(person.email.toLowerCase(), person)
    if (person.username) this.by.username.set(person.username.toLowerCase(), person)
    const key = personNameKey(person.name)
    this.names.set(key, [...(this.names.get(key) ?? []), person])
  }

  /** Who a row names in a role (`owner`, `holder`, `manager`); null where it names nobody. The surest column decides. */
  find(row: ReadRow, role: 'owner' | 'holder' | 'manager'): Found {
    const value = (part: string) => row.values[`${role}.${part}`]
    const given = [value('givenName'), value('familyName')].filter((part) => typeof part === 'string').join(' ')
    const references = (['personnelNumber', 'email', 'username', 'name'] as const).flatMap((part) =>
      value(part) ? [value(part) as PersonReference] : [],
    )
    if (given) references.push({ by: 'name', text: given, key: personNameKey(given) })
    let missed: Found = null
    for (const reference of references) {
      const found = this.lookUp(reference)
      if (found && 'person' in found) return found
      missed ??= found
    }
    return missed
  }

  private lookUp({ by, text, key }: PersonReference): Found {
    if (by !== 'name') {
      const person = this.by[by].get(key)
      return person ? { person } : { unknown: text }
    }
    const people = this.names.get(key) ?? []
    if (people.length > 1) return { several: text }
    return people[0] ? { person: people[0] } : { unknown: text }
  }
}
