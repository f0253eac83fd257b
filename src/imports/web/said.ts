import { useKinds } from '../../assets/web/kinds.ts'
import { Problem } from '../../platform/web/call.ts'
import { useLanguage } from '../../platform/web/words.tsx'
import type { ImportDetail, ImportRow } from '../imports.operations.ts'

type Facts = Record<string, string | number | undefined>
interface Coded {
  code: string
  message: string
  facts: Facts
}

/** Says what the server tells by code and facts, in the person's language; its own sentence where the code is new here. */
export function useSaid() {
  const { say, find } = useLanguage()
  const { kinds, called } = useKinds()
  const byKey = (key: string, { message, facts }: Omit<Coded, 'code'>) =>
    find(key) === undefined ? message : (say as (word: string, facts: Facts) => string)(key, facts)
  const fieldOfKind = (id: string) =>
    called(kinds.flatMap((kind) => kind.fields).find((field) => field.id === id)?.names ?? {}, id)
  const field = (name: string, kind: ImportDetail['kind']): string => {
    if (name.startsWith('field:')) return fieldOfKind(name.slice(6))
    const [role, part] = name.split('.') as [string, string?]
    if (role === 'owner' || role === 'holder' || role === 'manager')
      return say(`import.of_${role}`, { part: find(`field.${part}`) ?? part ?? '' })
    return find(name === 'kind' && kind === 'people' ? 'field.personKind' : `field.${name}`) ?? name
  }
  return {
    field,
    reason: ({ reason, message, facts }: ImportDetail['columns'][number]) =>
      byKey(`import_reason.${reason}`, { message, facts }),
    /** What is wrong with a row or a cell of it. */
    problem: ({ code, message, facts }: ImportRow['problems'][number]) => {
      if (code === 'not_stored')
        return byKey('problem.not_stored', { message, facts: { reason: find(`refusal.${facts.code}`) ?? message } })
      if (code === 'field_not_of_kind')
        return byKey('problem.field_not_of_kind', { message, facts: { field: fieldOfKind(String(facts.field)) } })
      return byKey(`problem.${code}`, { message, facts })
    },
    warning: ({ code, message, facts }: Coded) => byKey(`sheet.${code}`, { message, facts }),
    /** The refusal of a file, its detail said in the person's language. */
    refusal: (error: unknown) => {
      if (!(error instanceof Problem) || error.code !== 'sheet_unreadable') return error
      const { reason, facts, detail } = error.details
      return new Problem(error.code, error.message, {
        ...error.details,
        detail: byKey(`sheet.${String(reason)}`, { message: String(detail), facts: (facts ?? {}) as Facts }),
      })
    },
  }
}
