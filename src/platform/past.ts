import { refuse } from './refusal.ts'

/**
 * An instant of the past to look at. Ownership is shown as it was effective at `asOf`, as far as it was
 * recorded by `knownAt`; everything else as it was recorded at the earlier of the two.
 */
export interface Past {
  asOf: string
  knownAt: string
  recorded: string
}

/** Reads the two query values, ISO in UTC; null for the present. Refuses an instant in the future of `now`. */
export function pastOf(query: { asOf?: string | undefined; knownAt?: string | undefined }, now: string): Past | null {
  if (query.asOf === undefined && query.knownAt === undefined) return null
  const { asOf = now, knownAt = now } = query
  if (asOf > now || knownAt > now) refuse('in_the_future')
  return { asOf, knownAt, recorded: asOf < knownAt ? asOf : knownAt }
}
