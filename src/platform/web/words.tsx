import { IntlMessageFormat } from 'intl-messageformat'
import { createContext, type ReactNode, useContext, useMemo, useState } from 'react'
import type { en } from '../../words/en.ts'
import { type Catalogue, catalogues, isLanguage, type Language, type Word } from '../../words/words.ts'

type Values = Record<string, string | number | Date>
/** Says a sentence of the catalogue in the person's language; a sentence with gaps does not compile without its values. */
export type Say = <W extends Word>(
  word: W,
  ...values: (typeof en)[W] extends `${string}{${string}` ? [Values] : []
) => string

interface Speaking {
  say: Say
  /** The sentence of a key that only the running program knows (the name of a field, of an operation), where there is one. */
  find(key: string): string | undefined
  language: Language
  speak(language: Language): Promise<void>
}
const Speech = createContext<Speaking | null>(null)
const kept = 'holdfast.language'

/** The language chosen on this device, else the browser's, else English. */
export function ownLanguage(): Language {
  const chosen = localStorage.getItem(kept)
  const own = navigator.language.slice(0, 2)
  return isLanguage(chosen) ? chosen : isLanguage(own) ? own : 'en'
}
/** Whether the person chose a language on this device; what the register proposes counts only until then. */
export const hasChosenLanguage = () => localStorage.getItem(kept) !== null

export function WordsProvider(props: { language: Language; catalogue: Catalogue; children: ReactNode }) {
  const [spoken, setSpoken] = useState({ language: props.language, catalogue: props.catalogue })
  document.documentElement.lang = spoken.language
  const speaking = useMemo(
    () => ({
      language: spoken.language,
      say: sayIn(spoken.language, spoken.catalogue),
      find: (key: string) => (Object.hasOwn(spoken.catalogue, key) ? spoken.catalogue[key as Word] : undefined),
      speak: async (language: Language) => {
        localStorage.setItem(kept, language)
        setSpoken({ language, catalogue: await catalogues[language]() })
      },
    }),
    [spoken],
  )
  return <Speech value={speaking}>{props.children}</Speech>
}

function sayIn(language: Language, catalogue: Catalogue): Say {
  const parsed = new Map<Word, IntlMessageFormat>()
  return (word, ...[values]) => {
    const message = catalogue[word]
    if (!message.includes('{')) return message
    if (!parsed.has(word)) parsed.set(word, new IntlMessageFormat(message, language))
    return String(parsed.get(word)?.format(values))
  }
}

export function useLanguage(): Speaking {
  const speaking = useContext(Speech)
  if (!speaking) throw new Error('useWords outside WordsProvider')
  return speaking
}
export const useWords = (): Say => useLanguage().say
