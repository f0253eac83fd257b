import { useQuery } from '@tanstack/react-query'
import { ask } from '../../platform/web/ask.ts'
import type { Answer } from '../../platform/web/call.ts'
import { useLanguage } from '../../platform/web/words.tsx'
import { domains, listKinds } from '../assets.operations.ts'

export type Kind = Answer<typeof listKinds>['items'][number]
const none: Kind[] = []

/** The kinds of this register, called as the person's language calls them: their names are data, not words of the screens. */
export function useKinds() {
  const { say, language } = useLanguage()
  const kinds = useQuery({ ...ask(listKinds, {}), staleTime: 300_000 }).data?.items ?? none
  const called = (names: Record<string, string>, id: string) => names[language] ?? names.en ?? id
  const named = (id: string) => called(kinds.find((kind) => kind.id === id)?.names ?? {}, id)
  return {
    kinds,
    called,
    named,
    /** For a NativeSelect: by domain, then by name. */
    choices: domains
      .map((domain) => ({
        group: say(`domain.${domain}`),
        items: kinds
          .filter((kind) => kind.domain === domain)
          .map((kind) => ({ value: kind.id, label: called(kind.names, kind.id) }))
          .sort((a, b) => a.label.localeCompare(b.label, language)),
      }))
      .filter(({ items }) => items.length > 0),
  }
}
