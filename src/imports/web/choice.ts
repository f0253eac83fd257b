import type { Call } from '../../platform/http/operation.ts'
import { useDo } from '../../platform/web/ask.ts'
import { type ImportDetail, mapImport } from '../imports.operations.ts'
import { isRunning } from './ImportPage.tsx'

export type Choice = Call<typeof mapImport>['body']
export type ColumnField = Choice['columns'][number]['field']

/**
 * What is chosen for a list. Every choice is kept on the server at once: a reload, another device or a shared address shows the
 * same. What is on its way already shows.
 */
export function useChoice(run: ImportDetail) {
  const save = useDo(mapImport)
  const kept: Choice = {
    columns: run.columns.map(({ index, field }) => ({ index, field })),
    settings: run.settings,
    provisionalOwnerId: run.provisionalOwner?.id ?? null,
    unclear: run.unclear,
  }
  const chosen = save.isPending ? save.variables.body : kept
  const change = (patch: Partial<Choice>) => save.mutate({ params: { id: run.id }, body: { ...chosen, ...patch } })
  return {
    chosen,
    error: save.error,
    locked: isRunning(run),
    change,
    set: (settings: Partial<Choice['settings']>) => change({ settings: { ...chosen.settings, ...settings } }),
    /** Of two columns for one field the one chosen last counts; the other is left out. */
    readAs: (index: number, field: ColumnField) =>
      change({
        columns: chosen.columns.map((column) =>
          column.index === index
            ? { index, field }
            : column.field === field
              ? { index: column.index, field: null }
              : column,
        ),
      }),
    /** Says what a word of the file means in a field; null forgets it. */
    mean: (field: string, word: string, meaning: string | null) => {
      const { [word]: _, ...others } = chosen.settings.meanings[field] ?? {}
      change({
        settings: {
          ...chosen.settings,
          meanings: {
            ...chosen.settings.meanings,
            [field]: meaning === null ? others : { ...others, [word]: meaning },
          },
        },
      })
    },
  }
}
export type Choosing = ReturnType<typeof useChoice>
