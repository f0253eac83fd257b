import { NativeSelect } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useAddress, usePaging } from '../../platform/web/address.ts'
import { ask } from '../../platform/web/ask.ts'
import { type Column, DataTable } from '../../platform/web/DataTable.tsx'
import { EmptyState } from '../../platform/web/EmptyState.tsx'
import { Filters } from '../../platform/web/Filters.tsx'
import { LinkButton } from '../../platform/web/LinkButton.tsx'
import { useMoment } from '../../platform/web/moment.ts'
import { Page } from '../../platform/web/Page.tsx'
import { SearchField } from '../../platform/web/SearchField.tsx'
import { useWords } from '../../platform/web/words.tsx'
import { addPerson, listDepartments, listPeople, listSites, type Person } from '../people.operations.ts'
import { PersonState } from './PersonState.tsx'
import { useMe } from './session.ts'

const states = ['active', 'leaving', 'left'] as const

/** Everybody, by name. */
export default function PeoplePage() {
  const say = useWords()
  const { may } = useMe()
  const [search, change] = useAddress()
  const { after } = usePaging()
  const { moment, past } = useMoment()
  const state = states.find((one) => one === search.state)
  const { q, department, site, manager } = search
  const { data, error, isPlaceholderData } = useQuery(
    ask(listPeople, { query: { ...moment, q, department, site, manager, state, after, limit: 50, total: 'true' } }),
  )
  const departments = useQuery(ask(listDepartments, {})).data?.items ?? []
  const sites = useQuery(ask(listSites, {})).data?.items ?? []
  const columns: Column<Person>[] = [
    {
      id: 'name',
      header: say('field.name'),
      names: true,
      cell: ({ id, name }) => (
        <Link to="/people/$id" params={{ id }}>
          {name}
        </Link>
      ),
    },
    { id: 'state', header: say('field.state'), cell: (person) => <PersonState state={person.state} /> },
    { id: 'job', header: say('field.jobTitle'), cell: (person) => person.jobTitle },
    { id: 'department', header: say('field.department'), cell: (person) => person.department?.name ?? null },
    { id: 'site', header: say('field.site'), cell: (person) => person.site?.name ?? null },
    { id: 'manager', header: say('field.manager'), cell: (person) => person.manager?.name ?? null },
  ]
  const all = { value: '', label: say('filter.all') }
  return (
    <Page
      title={say('people.title')}
      timed
      actions={may(addPerson) && !past && <LinkButton to="/people/new">{say('people.add')}</LinkButton>}
    >
      <search>
        <Filters>
          <SearchField label={say('people.search')} value={q ?? ''} onChange={(text) => change({ q: text })} />
          <NativeSelect
            label={say('field.department')}
            value={department ?? ''}
            data={[all, ...departments.map(({ id, name }) => ({ value: id, label: name }))]}
            onChange={(event) => change({ department: event.currentTarget.value })}
          />
          <NativeSelect
            label={say('field.site')}
            value={site ?? ''}
            data={[all, ...sites.map(({ id, name }) => ({ value: id, label: name }))]}
            onChange={(event) => change({ site: event.currentTarget.value })}
          />
          <NativeSelect
            label={say('field.state')}
            value={state ?? ''}
            data={[all, ...states.map((value) => ({ value, label: say(`person.${value}`) }))]}
            onChange={(event) => change({ state: event.currentTarget.value })}
          />
        </Filters>
      </search>
      <DataTable
        caption={say('people.title')}
        columns={columns}
        rows={data?.items}
        rowId={({ id }) => id}
        error={error}
        stale={isPlaceholderData}
        next={data ? data.next : undefined}
        total={data?.total}
        empty={<EmptyState title={say('people.none')}>{say('list.none_help')}</EmptyState>}
      />
    </Page>
  )
}
