import { useMemo } from 'react'
import { useAddress } from './address.ts'

/** The instant the screens show: nothing for now, or `asOf` (when it was true) and `knownAt` (what was recorded by then). */
export interface Moment {
  asOf?: string
  knownAt?: string
}

const instantOf = (text: string | undefined) => {
  const instant = text ? new Date(text) : undefined
  return instant && !Number.isNaN(instant.getTime()) ? instant.toISOString() : undefined
}

/** The moment in the address, in the form the API takes; `past` is whether it is not now. */
export function useMoment(): { moment: Moment; past: boolean; look(moment: Moment): void } {
  const [search, change] = useAddress()
  const asOf = instantOf(search.asOf)
  const knownAt = instantOf(search.knownAt)
  const moment = useMemo(() => ({ ...(asOf && { asOf }), ...(knownAt && { knownAt }) }), [asOf, knownAt])
  return {
    moment,
    past: asOf !== undefined || knownAt !== undefined,
    look: (next) => change({ asOf: next.asOf, knownAt: next.knownAt }),
  }
}
