import { NativeSelect, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { statuses } from '../../assets/assets.operations.ts'
import { useKinds } from '../../assets/web/kinds.ts'
import { ask } from '../../platform/web/ask.ts'
import { type Column, DataTable } from '../../platform/web/DataTable.tsx'
import { useFormats } from '../../platform/web/formats.ts'
import { Block } from '../../platform/web/Page.tsx'
import { useWords } from '../../platform/web/words.tsx'
import { type ImportDetail, previewImport } from '../imports.operations.ts'
import classes from './Choosing.module.css'
import type { Choosing } from './choice.ts'
import { useSaid } from './said.ts'

interface Word {
  word: string
  field: string
  /** Unknown where the word has its meaning already. */
  rows?: number
}
const tiers = ['1', '2', '3', '4'] as const
const employments = ['employee', 'temporary', 'contractor'] as const

/** Words of the file that mean nothing here yet, and those that were given a meaning. */
export function WordsOfFile({ run, choosing }: { run: ImportDetail; choosing: Choosing }) {
  const say = useWords()
  const show = useFormats()
  const said = useSaid()
  const meanings = useMeanings(run.kind)
  const { data } = useQuery({
    ...ask(previewImport, { params: { id: run.id } }),
    enabled: run.missing.length === 0 && !choosing.locked,
  })
  const given = Object.entries(choosing.chosen.settings.meanings).flatMap(([field, words]) =>
    Object.keys(words).map((word): Word => ({ word, field })),
  )
  const known = new Set(given.map(({ field, word }) => `${field} ${word}`))
  const words = [...(data?.words ?? []).filter(({ field, word }) => !known.has(`${field} ${word}`)), ...given]
  if (words.length === 0) return null
  const columns: Column<Word>[] = [
    { id: 'word', header: say('import.word'), names: true, cell: ({ word }) => word },
    { id: 'field', header: say('import.word_field'), cell: ({ field }) => said.field(field, run.kind) },
    {
      id: 'rows',
      header: say('import.word_rows'),
      cell: ({ rows }) => (rows === undefined ? null : show.number(rows)),
    },
    {
      id: 'means',
      header: say('import.means'),
      cell: ({ word, field }) => (
        <NativeSelect
          aria-label={say('import.means_of', { word, field: said.field(field, run.kind) })}
          className={classes.choice}
          disabled={choosing.locked}
          value={choosing.chosen.settings.meanings[field]?.[word] ?? ''}
          data={[{ value: '', label: say('import.means_nothing') }, ...meanings(field)]}
          onChange={(event) => choosing.mean(field, word, event.currentTarget.value || null)}
        />
      ),
    },
  ]
  return (
    <Block title={say('import.words')}>
      <Text c="dimmed" mb="sm" maw="70ch">
        {say('import.words_lead')}
      </Text>
      <DataTable
        caption={say('import.words')}
        columns={columns}
        rows={words}
        rowId={({ field, word }) => `${field} ${word}`}
        empty={null}
      />
    </Block>
  )
}

/** What a word of a field can mean here. */
function useMeanings(kind: ImportDetail['kind']) {
  const say = useWords()
  const { choices } = useKinds()
  return (field: string) => {
    switch (field) {
      case 'kind':
        return kind === 'assets'
          ? choices
          : employments.map((value) => ({ value: value as string, label: say(`person.${value}`) }))
      case 'status':
        return statuses.map((value) => ({ value: value as string, label: say(`status.${value}`) }))
      case 'tier':
        return tiers.map((value) => ({ value: value as string, label: `${value} ${say(`tier.${value}`)}` }))
      case 'state':
        return (['active', 'inactive'] as const).map((value) => ({
          value: value as string,
          label: say(`import.${value}`),
        }))
      default:
        return []
    }
  }
}
