import { type ChangeEvent, useState } from 'react'
import { Problem } from './call.ts'
import { useWords } from './words.tsx'

/** What is being typed, field by field, as text. It outlives every refusal; fields that the server found wrong are marked. */
export function useDraft<Names extends string>(initial: Record<Names, string>, error?: unknown) {
  const say = useWords()
  const [draft, setDraft] = useState(initial)
  const what = error instanceof Problem && error.code === 'changed_meanwhile' ? 'form.changed' : 'form.wrong'
  const wrong = new Set(error instanceof Problem ? error.fields.map(({ name }) => name.split('.').at(-1)) : [])
  const set = (patch: Partial<Record<Names, string>>) => setDraft((now) => ({ ...now, ...patch }))
  return {
    draft,
    set,
    /** What an input needs: `<TextInput label=… {...field('name')} />`. */
    field: (name: Names) => ({
      value: draft[name],
      onChange: (event: ChangeEvent<HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement>) =>
        set({ [name]: event.currentTarget.value } as Partial<Record<Names, string>>),
      error: wrong.has(name) ? say(what) : undefined,
    }),
  }
}

/** Trimmed text, or null for nothing. */
export const orNull = (text: string): string | null => text.trim() || null
