import { useLocation, useRouter, useSearch } from '@tanstack/react-router'

export type Search = Record<string, string | undefined>
type Trail = { trail?: (string | null)[] }

/** Every value of an address is plain text: `?tier=1&q=4711`, nothing quoted. Empty values are left out. */
export const plainSearch = {
  parseSearch: (search: string): Search => Object.fromEntries(new URLSearchParams(search)),
  stringifySearch: (search: Record<string, unknown>): string => {
    const kept = Object.entries(search).filter(([, value]) => value !== undefined && value !== null && value !== '')
    return kept.length ? `?${new URLSearchParams(kept.map(([name, value]) => [name, String(value)]))}` : ''
  },
}

/** The state of a page lives in its address. A change of a filter goes back to the first page of the list. */
export function useAddress(): [Search, (change: Search) => void] {
  const router = useRouter()
  const search: Search = useSearch({ strict: false })
  const change = (patch: Search) =>
    void router.navigate({
      to: '.',
      replace: true,
      search: ((now: Search) => ({ ...now, after: undefined, ...patch })) as never,
    })
  return [search, change]
}

/** Paging by cursor. The way back is kept with the entry of the browser's history; a shared address starts at its page. */
export function usePaging() {
  const router = useRouter()
  const { after }: Search = useSearch({ strict: false })
  const { trail = [] } = useLocation({ select: (location) => location.state as Trail })
  const go = (to: string | undefined, rest: (string | null)[]) =>
    void router.navigate({
      to: '.',
      search: ((now: Search) => ({ ...now, after: to })) as never,
      state: { trail: rest } as never,
    })
  return {
    after,
    next: (cursor: string) => go(cursor, [...trail, after ?? null]),
    previous: after === undefined ? undefined : () => go(trail.at(-1) ?? undefined, trail.slice(0, -1)),
  }
}
