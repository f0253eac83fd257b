import { Select } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ask } from '../../platform/web/ask.ts'
import { useWords } from '../../platform/web/words.tsx'
import { listAssets } from '../assets.operations.ts'
import type { ChosenAsset } from './asset-draft.ts'

const called = ({ tag, name }: ChosenAsset) => `${tag} · ${name}`

/** Chooses one asset by name, tag or serial; the server searches. */
export function AssetPicker(props: {
  label: string
  value: ChosenAsset | null
  onChange(asset: ChosenAsset | null): void
}) {
  const say = useWords()
  const { value, onChange, label } = props
  const [typed, setTyped] = useState(value ? called(value) : '')
  const [q] = useDebouncedValue(value && typed === called(value) ? '' : typed.trim(), 150)
  const [near, setNear] = useState(false)
  const { data, isFetching } = useQuery({
    ...ask(listAssets, { query: { limit: 20, ...(q && { q }) } }),
    enabled: near,
  })
  const found: ChosenAsset[] = data?.items ?? []
  const offered = value && !found.some(({ id }) => id === value.id) ? [value, ...found] : found
  return (
    <Select
      label={label}
      searchable
      // It stays below: flipping when the names arrive would put another one under the pointer.
      comboboxProps={{ position: 'bottom', middlewares: { flip: false } }}
      onFocus={() => setNear(true)}
      clearable
      placeholder={say('assets.search')}
      value={value?.id ?? null}
      searchValue={typed}
      onSearchChange={setTyped}
      filter={({ options }) => options}
      data={offered.map((asset) => ({ value: asset.id, label: called(asset) }))}
      nothingFoundMessage={say(isFetching ? 'page.loading' : 'assets.none_found')}
      clearButtonProps={{ 'aria-label': say('action.clear') }}
      onChange={(id) => onChange(offered.find((one) => one.id === id) ?? null)}
    />
  )
}
