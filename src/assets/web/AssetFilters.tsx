import { Button, Checkbox, NativeSelect } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconFilter } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { listSites } from '../../people/people.operations.ts'
import { type Chosen, PersonPicker } from '../../people/web/PersonPicker.tsx'
import { type Search, useAddress } from '../../platform/web/address.ts'
import { ask } from '../../platform/web/ask.ts'
import { Filters } from '../../platform/web/Filters.tsx'
import { SearchField } from '../../platform/web/SearchField.tsx'
import { useWords } from '../../platform/web/words.tsx'
import { statuses } from '../assets.operations.ts'
import { useKinds } from './kinds.ts'

const names = ['q', 'owner', 'holder', 'kind', 'status', 'tier', 'site', 'stated', 'unclear'] as const
export interface AssetFilter {
  q?: string
  owner?: string
  holder?: string
  kind?: string
  status?: (typeof statuses)[number]
  tier?: string
  site?: string
  stated?: string
  unclear?: string
}

/** What the address filters by, as `assets.list` and `assets.export` take it. */
export function useAssetFilter(): {
  filter: AssetFilter
  filtered: boolean
  clear(): void
  change(search: Search): void
} {
  const [search, change] = useAddress()
  const filter: AssetFilter = Object.fromEntries(
    names.filter((name) => search[name]).map((name) => [name, search[name]]),
  )
  return {
    filter,
    filtered: Object.keys(filter).length > 0,
    clear: () => change(Object.fromEntries(names.map((name) => [name, undefined]))),
    change,
  }
}

/** Search always in sight; the rest opens when asked for, or while it filters. */
export function AssetFilters({ firstOwner }: { firstOwner: Chosen | null | undefined }) {
  const say = useWords()
  const { filter, filtered, clear, change } = useAssetFilter()
  const { q, ...others } = filter
  const count = Object.keys(others).length
  const [open, { toggle }] = useDisclosure(count > 0)
  const { choices } = useKinds()
  const sites = useQuery(ask(listSites, {})).data?.items ?? []
  const all = { value: '', label: say('filter.all') }
  // The address keeps the owner's id alone; the name is what was chosen here, or what the first row says.
  const [chosen, setChosen] = useState<Chosen | null>(null)
  const owner = [chosen, firstOwner].find((one) => one?.id === filter.owner)
  const flag = (name: 'stated' | 'unclear') => (
    <Checkbox
      label={say(`filter.${name}`)}
      checked={filter[name] === 'true'}
      onChange={(event) => change({ [name]: event.currentTarget.checked ? 'true' : undefined })}
    />
  )
  return (
    <search>
      <Filters>
        <SearchField label={say('assets.search')} value={q ?? ''} onChange={(text) => change({ q: text })} />
        <Button
          variant="default"
          leftSection={<IconFilter size={16} aria-hidden />}
          aria-expanded={open}
          aria-controls="asset-filters"
          onClick={toggle}
        >
          {say('filter.title', { count })}
        </Button>
        {filtered && (
          <Button variant="subtle" onClick={clear}>
            {say('filter.clear')}
          </Button>
        )}
      </Filters>
      <Filters id="asset-filters" hidden={!open}>
        <PersonPicker
          label={say('asset.owner')}
          value={filter.owner ? (owner ?? { id: filter.owner, name: '…' }) : null}
          onChange={(person) => {
            setChosen(person)
            change({ owner: person?.id })
          }}
        />
        <NativeSelect
          label={say('field.kind')}
          value={filter.kind ?? ''}
          data={[all, ...choices]}
          onChange={(event) => change({ kind: event.currentTarget.value })}
        />
        <NativeSelect
          label={say('field.status')}
          value={filter.status ?? ''}
          data={[all, ...statuses.map((value) => ({ value, label: say(`status.${value}`) }))]}
          onChange={(event) => change({ status: event.currentTarget.value })}
        />
        <NativeSelect
          label={say('field.tier')}
          value={filter.tier ?? ''}
          data={[
            all,
            ...([1, 2, 3, 4] as const).map((tier) => ({
              value: String(tier),
              label: `${tier} ${say(`tier.${tier}`)}`,
            })),
          ]}
          onChange={(event) => change({ tier: event.currentTarget.value })}
        />
        <NativeSelect
          label={say('field.site')}
          value={filter.site ?? ''}
          data={[all, ...sites.map(({ id, name }) => ({ value: id, label: name }))]}
          onChange={(event) => change({ site: event.currentTarget.value })}
        />
        {flag('stated')}
        {flag('unclear')}
      </Filters>
    </search>
  )
}
