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
  const own = differences(previous, image).filter(({ field }) => !bookkeeping.has(field) && field !== 'fields')
  return [...own, ...differences((previous.fields ?? {}) as Image, (image.fields ?? {}) as Image)]
}

/** A history compares some fifty columns for each version, nearly all of them the same text, number or null. */
function differences(before: Image, after: Image): TimelineItem['fields'] {
  const found: TimelineItem['fields'] = []
  for (const field of Object.keys(after)) {
    const [was, is] = [before[field] ?? null, after[field] ?? null]
    if (!same(was, is)) found.push({ field, before: was, after: is })
  }
  for (const field of Object.keys(before))
    if (!(field in after) && before[field] !== null) found.push({ field, before: before[field], after: null })
  return found
}

const same = (a: unknown, b: unknown) =>
  a === b || (typeof a === 'object' && typeof b === 'object' && JSON.stringify(a) === JSON.stringify(b))
