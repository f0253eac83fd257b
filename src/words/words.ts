import type { en } from './en.ts'

/** Every sentence the screens say, by its key. German has the same keys; a test compares them with what the source uses. */
export type Word = keyof typeof en
export type Catalogue = Record<Word, string>

export const languages = { en: 'English', de: 'Deutsch' } as const
export type Language = keyof typeof languages

/** Loads one language; the other never reaches the browser. */
export const catalogues: Record<Language, () => Promise<Catalogue>> = {
  en: async () => (await import('./en.ts')).en,
  de: async () => (await import('./de.ts')).de,
}
export const isLanguage = (text: string | null | undefined): text is Language => text === 'en' || text === 'de'
