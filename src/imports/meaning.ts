import type { Field, ImportKind } from './fields.ts'
import { headingKeys } from './heading-key.ts'
import { attributes, headings, notKept, roles, several, unclear } from './vocabulary.ts'

/**
 * What a heading can mean: fields, the likeliest first; a part played by a person, whose values tell how they are named; or why it
 * is left out.
 */
export type Meaning = { fields: Field[]; sure: boolean } | { role: string } | { left: 'unclear' | 'not_kept' }

/** Beside a part played they say no more than the part alone: "owner of the asset". */
const named = `name, naam, nom, nome, asset, assets, device, equipment, item, Gerät, Geräts, Anlage, apparaat, appareil, équipement, actif, bene`

interface Book {
  exact: Map<string, Meaning>
  /** Longest first, so that `assigned user` is not taken for `assigned`; with the endings of a genitive (owner's, des Eigentümers). */
  roles: [word: string, role: string][]
  /** Ways of naming a person; an empty one stands for the plain name. */
  attributes: Map<string, string>
}

const books: Record<ImportKind, Book> = { people: book('people'), assets: book('assets') }

/** Text in brackets, as in `Category (2)` or `Cost (EUR)`, may be left out. */
export function meaningOf(kind: ImportKind, heading: string): Meaning | undefined {
  if (heading.length > 200) return undefined
  for (const form of [heading, heading.replace(/[([{][^)\]}]*[)\]}]/g, ' ')])
    for (const key of headingKeys(form)) {
      const meaning = books[kind].exact.get(key) ?? combined(books[kind], key)
      if (meaning) return meaning
    }
  return undefined
}

/** `Owner e-mail`, `E-Mail des Eigentümers`: the part before or after the way of naming. */
function combined({ roles, attributes }: Book, key: string): Meaning | undefined {
  for (const [word, role] of roles) {
    const rest = key.startsWith(word)
      ? key.slice(word.length)
      : key.endsWith(word)
        ? key.slice(0, -word.length)
        : undefined
    const attribute = rest === undefined ? undefined : attributes.get(rest)
    if (attribute === '') return { role }
    if (attribute !== undefined && (attribute !== 'place' || role === 'holder'))
      return { fields: [`${role}.${attribute}` as Field], sure: true }
  }
  return undefined
}

function book(kind: ImportKind): Book {
  const exact = new Map<string, Meaning>()
  const learn = (list: string, meaning: Meaning) => {
    for (const key of keysOf(list)) if (!exact.has(key)) exact.set(key, meaning)
  }
  for (const [role, list] of Object.entries(roles[kind])) learn(list, { role })
  learn(unclear[kind], { left: 'unclear' })
  for (const [fields, list] of several[kind]) learn(list, { fields, sure: false })
  for (const [field, list] of Object.entries(headings[kind]))
    learn(list ?? '', { fields: [field as Field], sure: true })
  learn(notKept[kind], { left: 'not_kept' })
  const ways = new Map<string, string>(keysOf(named).map((key) => [key, '']))
  for (const [attribute, list] of Object.entries(attributes))
    for (const key of keysOf(list)) if (!ways.has(key)) ways.set(key, attribute)
  const words = Object.entries(roles[kind]).flatMap(([role, list]) =>
    keysOf(list).flatMap((key) => ['', 's', 'n'].map((ending): [string, string] => [key + ending, role])),
  )
  return { exact, roles: words.sort(([a], [b]) => b.length - a.length), attributes: ways }
}

function keysOf(list: string): string[] {
  return list
    .split(',')
    .flatMap((heading) => headingKeys(heading.trim()))
    .filter((key) => key !== '')
}
