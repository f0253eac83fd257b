/**
 * The sentences people agree to. Each is kept word for word with who and when; changing one here changes only what is asked from
 * then on. No personal names in them: the record already says who.
 */
const sentences = {
  en: {
    release: 'I release {asset}. I stay accountable for it until it is accepted.',
    accept: 'I accept {asset}. From now on I am the one person accountable for it.',
    stated: 'I confirm that I am the one person accountable for {asset}.',
    register: 'I register {asset} for myself and am the one person accountable for it.',
    provisional:
      'I accept to be the owner of every asset whose stated owner declines or is unclear, until somebody else accepts it.',
  },
  de: {
    release: 'Ich gebe {asset} ab. Bis zur Annahme bleibe ich dafür verantwortlich.',
    accept: 'Ich nehme {asset} an. Ab jetzt bin ich die eine Person, die dafür verantwortlich ist.',
    stated: 'Ich bestätige, dass ich die eine Person bin, die für {asset} verantwortlich ist.',
    register: 'Ich trage {asset} für mich ein und bin die eine Person, die dafür verantwortlich ist.',
    provisional:
      'Ich nehme an, für alles verantwortlich zu sein, dessen genannter Verantwortlicher ablehnt oder unklar ist, bis jemand anderes es annimmt.',
  },
} as const

export type Sentence = keyof (typeof sentences)['en']

/** What an asset is called in a sentence. */
export const label = (asset: { tag: string; name: string }) => `${asset.tag} (${asset.name})`

/** The sentence in every language, for one asset; without one, with `{asset}` left for its name. */
export function wordings(sentence: Sentence, asset = '{asset}'): Record<string, string> {
  return Object.fromEntries(
    Object.entries(sentences).map(([language, of]) => [language, of[sentence].replace('{asset}', () => asset)]),
  )
}

/** Whether this is, to the letter, what was shown in one of the languages. */
export function isWording(wording: string, sentence: Sentence, asset?: string): boolean {
  return Object.values(wordings(sentence, asset)).includes(wording)
}
