import type { TimelineItem } from '../people/people.operations.ts'

export type Image = Record<string, unknown>

/** Columns of a version that are not the thing's own: when it stood, and the head of a chain, which the tenures tell. */
const bookkeeping = new Set([
  'id',
  'recorded_from',
  'recorded_to',
  'change_id',
  'search',
  'owner_id',
  'owner_seq',
  'owner_revision',
  'owner_since',
])

/** What differs between two versions, kind by kind field one by one. */
export function changed(previous: Image, image: Image): TimelineItem['fields'] {
  const [before, after] = [flat(previous), flat(image)]
  return Object.keys({ ...before, ...after })
    .filter((field) => !same(before[field] ?? null, after[field] ?? null))
    .map((field) => ({ field, before: before[field] ?? null, after: after[field] ?? null }))
}

/** Most values are the same text, number or null, which is quick to see. */
const same = (a: unknown, b: unknown) =>
  a === b || (typeof a === 'object' && typeof b === 'object' && JSON.stringify(a) === JSON.stringify(b))

function flat(image: Image): Image {
  const own = Object.entries(image).filter(([column]) => !bookkeeping.has(column) && column !== 'fields')
  return { ...Object.fromEntries(own), ...(image.fields as Image) }
}
