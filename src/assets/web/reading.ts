import { useQuery } from '@tanstack/react-query'
import { listDepartments, listSites } from '../../people/people.operations.ts'
import { ask } from '../../platform/web/ask.ts'
import { useKinds } from './kinds.ts'

/** The history keeps ids; people read names. */
export function useReading() {
  const sites = useQuery(ask(listSites, {})).data?.items ?? []
  const departments = useQuery(ask(listDepartments, {})).data?.items ?? []
  const { named } = useKinds()
  return (field: string, value: unknown): string | undefined => {
    if (field === 'kind_id') return named(String(value))
    if (field === 'site_id') return sites.find(({ id }) => id === value)?.name
    if (field === 'department_id') return departments.find(({ id }) => id === value)?.name
    return undefined
  }
}
