import { Select, type SelectProps } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ask } from '../../platform/web/ask.ts'
import { useWords } from '../../platform/web/words.tsx'
import { findPeople } from '../people.operations.ts'

export interface Chosen {
  id: string
  name: string
}

interface PersonPickerProps
  extends Pick<SelectProps, 'label' | 'description' | 'required' | 'error' | 'autoFocus' | 'className'> {
  value: Chosen | null
  onChange(person: Chosen | null): void
}

/** Chooses one active person. The server searches while one types; arrows and Enter choose. */
export function PersonPicker({ value, onChange, ...rest }: PersonPickerProps) {
  const say = useWords()
  const [typed, setTyped] = useState(value?.name ?? '')
  const [q] = useDebouncedValue(typed === value?.name ? '' : typed.trim(), 150)
  // Nobody is looked for before somebody is about to choose: a filter nobody opens costs nothing.
  const [near, setNear] = useState(false)
  const { data, isFetching } = useQuery({ ...ask(findPeople, { query: q ? { q } : {} }), enabled: near })
  const found = data?.items ?? []
  const offered = value && !found.some(({ id }) => id === value.id) ? [{ ...value, department: null }, ...found] : found
  return (
    <Select
      {...rest}
      searchable
      // It stays below: flipping when the names arrive would put another one under the pointer.
      comboboxProps={{ position: 'bottom', middlewares: { flip: false } }}
      onFocus={() => setNear(true)}
      clearable={!rest.required}
      placeholder={say('person.search')}
      value={value?.id ?? null}
      searchValue={typed}
      onSearchChange={setTyped}
      filter={({ options }) => options}
      data={offered.map(({ id, name, department }) => ({ value: id, label: name, department }))}
      renderOption={({ option }) => (
        <span>
          {option.label}
          {'department' in option && option.department ? ` · ${String(option.department)}` : ''}
        </span>
      )}
      nothingFoundMessage={isFetching ? say('page.loading') : say('person.none_found')}
      clearButtonProps={{ 'aria-label': say('action.clear') }}
      onChange={(id) => {
        const person = offered.find((one) => one.id === id)
        onChange(person ? { id: person.id, name: person.name } : null)
      }}
    />
  )
}
