import { stated } from './blank.ts'
import { withoutAccents } from './heading-key.ts'
import { problem, type Reading } from './problem.ts'

/** How a cell names a person, ready to be looked up. */
export interface PersonReference {
  by: 'personnelNumber' | 'email' | 'username' | 'name'
  /** As in the cell, without what surrounds it. */
  text: string
  /** For comparing: e-mail addresses and user names in small letters, names as `personNameKey`. */
  key: string
}

/**
 * Reads the owner, holder or manager of a row. Understands `Doe, John`, `John Doe <john@x.eu>`, `PLANT\jdoe` and the distinguished
 * name of a directory, whatever the column is said to hold: an address is an address also in a column of names.
 */
export function readPerson(cell: string, by: PersonReference['by']): Reading<PersonReference> {
  const text = stated(cell)
  if (text === null) return { value: null }
  // A comma is part of a name (Doe, John), but of nothing else by which a person goes; so is the `und` of a nobleman.
  const between = by === 'name' ? /[;|\n&]|\s\/\s|(?<!\bvon)\s(?:and|und|en|et|e)\s/i : /[;|\n&,]/
  const several = text.split(between).filter((part) => part.trim() !== '').length > 1
  if (several || (text.match(/@/g)?.length ?? 0) > 1) return problem('several_people', text)
  const address = /<?\b([^\s<>@"(),;]+@[^\s<>@"(),;]+\.[^\s<>@"(),;]+)>?/.exec(text)?.[1]
  if (address && by !== 'username') return { value: { by: 'email', text: address, key: address.toLowerCase() } }
  if (by === 'username') {
    const account = text.replace(/^[^\\]*\\/, '')
    return { value: { by, text: account, key: account.toLowerCase() } }
  }
  if (by === 'name') {
    const common = /^cn=((?:\\.|[^,\\])+)/i.exec(text)?.[1]?.replace(/\\(.)/g, '$1') ?? text
    const name = common.replace(/\s+/g, ' ').trim()
    return { value: { by, text: name, key: personNameKey(name) } }
  }
  return { value: { by, text, key: by === 'email' ? text.toLowerCase() : text } }
}

/** The same for `John Doe`, `Doe, John` and `DOE John`: words in small letters without accents, sorted. */
export function personNameKey(name: string): string {
  return withoutAccents(name.toLowerCase().replaceAll('ß', 'ss'))
    .split(/[^\p{L}\p{N}'-]+/u)
    .filter((word) => word !== '')
    .sort()
    .join(' ')
}
