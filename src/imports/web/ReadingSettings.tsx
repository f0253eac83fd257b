import { NativeSelect, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useKinds } from '../../assets/web/kinds.ts'
import { Filters } from '../../platform/web/Filters.tsx'
import { Block } from '../../platform/web/Page.tsx'
import { useWords } from '../../platform/web/words.tsx'
import type { ImportDetail } from '../imports.operations.ts'
import type { Choosing } from './choice.ts'

/** How dates and prices are written, and what rows are that do not say it; asked only where the list has such columns. */
export function ReadingSettings({ run, choosing }: { run: ImportDetail; choosing: Choosing }) {
  const say = useWords()
  const { choices } = useKinds()
  const { chosen, set, locked } = choosing
  const { dateOrder, decimalSign, kind } = chosen.settings
  const read = chosen.columns.flatMap(({ field }) => field ?? [])
  const dates = read.some((field) => /On$|Date$|Since$|^field:/.test(field))
  const amounts = read.some((field) => field === 'cost' || field.startsWith('field:'))
  if (run.kind === 'people' && !dates) return null
  return (
    <Block title={say('import.read_so')}>
      <Filters>
        {run.kind === 'assets' && (
          <NativeSelect
            label={say('import.kind_for_rest')}
            value={kind ?? ''}
            disabled={locked}
            data={[{ value: '', label: say('import.kind_none') }, ...choices]}
            onChange={(event) => set({ kind: event.currentTarget.value || null })}
          />
        )}
        {dates && (
          <NativeSelect
            label={say('import.date_order')}
            value={dateOrder ?? ''}
            disabled={locked}
            data={[
              { value: '', label: say('import.date_by_column') },
              { value: 'dmy', label: say('import.date_dmy') },
              { value: 'mdy', label: say('import.date_mdy') },
            ]}
            onChange={(event) => set({ dateOrder: (event.currentTarget.value || null) as typeof dateOrder })}
          />
        )}
        {amounts && (
          <NativeSelect
            label={say('import.decimal_sign')}
            value={decimalSign ?? ''}
            disabled={locked}
            data={[
              { value: '', label: say('import.date_by_column') },
              { value: ',', label: say('import.decimal_comma') },
              { value: '.', label: say('import.decimal_point') },
            ]}
            onChange={(event) => set({ decimalSign: (event.currentTarget.value || null) as typeof decimalSign })}
          />
        )}
        {read.includes('cost') && <Currency choosing={choosing} />}
      </Filters>
    </Block>
  )
}

/** Kept once it is whole: half a currency is none. */
function Currency({ choosing: { chosen, set, locked } }: { choosing: Choosing }) {
  const say = useWords()
  const [typed, setTyped] = useState(chosen.settings.currency ?? '')
  return (
    <TextInput
      label={say('import.currency')}
      placeholder="EUR"
      maxLength={3}
      value={typed}
      disabled={locked}
      onChange={(event) => {
        const text = event.currentTarget.value.toUpperCase()
        setTyped(text)
        if (text === '' || /^[A-Z]{3}$/.test(text)) set({ currency: text || null })
      }}
    />
  )
}
