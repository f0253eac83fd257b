import { Button, Group, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { ask, useDo } from '../../platform/web/ask.ts'
import { DataTable } from '../../platform/web/DataTable.tsx'
import { useDraft } from '../../platform/web/draft.ts'
import { EmptyState } from '../../platform/web/EmptyState.tsx'
import { useFormats } from '../../platform/web/formats.ts'
import { useNotice } from '../../platform/web/Notice.tsx'
import { Block } from '../../platform/web/Page.tsx'
import { ProblemNote } from '../../platform/web/ProblemNote.tsx'
import { useWords } from '../../platform/web/words.tsx'
import { addDepartment, addSite, listDepartments, listSites } from '../people.operations.ts'
import { type Chosen, PersonPicker } from './PersonPicker.tsx'
import { useMe } from './session.ts'

export function Sites() {
  const say = useWords()
  const show = useFormats()
  const { may } = useMe()
  const { data, error } = useQuery(ask(listSites, {}))
  return (
    <Block title={say('settings.sites')}>
      <DataTable
        caption={say('settings.sites')}
        rows={data?.items}
        rowId={({ id }) => id}
        error={error}
        empty={<EmptyState title={say('settings.no_sites')} />}
        columns={[
          { id: 'name', header: say('field.name'), names: true, cell: ({ name }) => name, sortBy: ({ name }) => name },
          {
            id: 'country',
            header: say('field.country'),
            cell: ({ country }) => country && show.country(country),
            sortBy: ({ country }) => country ?? '',
          },
        ]}
      />
      {may(addSite) && <AddSite />}
    </Block>
  )
}

function AddSite() {
  const say = useWords()
  const notice = useNotice()
  const add = useDo(addSite)
  const { draft, set, field } = useDraft({ name: '', country: '' }, add.error)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    add.mutate(
      { body: { name: draft.name, country: draft.country.toUpperCase() || null } },
      {
        onSuccess: () => {
          notice(say('notice.added', { name: draft.name }))
          set({ name: '', country: '' })
        },
      },
    )
  }
  return (
    <form onSubmit={submit}>
      <Group align="flex-end" mt="md" gap="sm">
        <TextInput label={say('settings.new_site')} required maxLength={200} {...field('name')} />
        <TextInput
          label={say('settings.country_code')}
          placeholder="DE"
          pattern="[A-Za-z]{2}"
          title={say('settings.country_help')}
          maxLength={2}
          w={140}
          {...field('country')}
        />
        <Button type="submit" variant="default" loading={add.isPending}>
          {say('action.add')}
        </Button>
      </Group>
      <ProblemNote error={add.error} />
    </form>
  )
}

export function Departments() {
  const say = useWords()
  const { may } = useMe()
  const { data, error } = useQuery(ask(listDepartments, {}))
  return (
    <Block title={say('settings.departments')}>
      <DataTable
        caption={say('settings.departments')}
        rows={data?.items}
        rowId={({ id }) => id}
        error={error}
        empty={<EmptyState title={say('settings.no_departments')} />}
        columns={[
          { id: 'name', header: say('field.name'), names: true, cell: ({ name }) => name, sortBy: ({ name }) => name },
          {
            id: 'head',
            header: say('field.head'),
            cell: ({ head }) => head?.name ?? null,
            sortBy: ({ head }) => head?.name ?? '',
          },
        ]}
      />
      {may(addDepartment) && <AddDepartment />}
    </Block>
  )
}

function AddDepartment() {
  const say = useWords()
  const notice = useNotice()
  const add = useDo(addDepartment)
  const [head, setHead] = useState<Chosen | null>(null)
  const { draft, set, field } = useDraft({ name: '' }, add.error)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    add.mutate(
      { body: { name: draft.name, headId: head?.id ?? null } },
      {
        onSuccess: () => {
          notice(say('notice.added', { name: draft.name }))
          set({ name: '' })
          setHead(null)
        },
      },
    )
  }
  return (
    <form onSubmit={submit}>
      <Group align="flex-end" mt="md" gap="sm">
        <TextInput label={say('settings.new_department')} required maxLength={200} {...field('name')} />
        <PersonPicker key={head?.id ?? 'nobody'} label={say('field.head')} value={head} onChange={setHead} />
        <Button type="submit" variant="default" loading={add.isPending}>
          {say('action.add')}
        </Button>
      </Group>
      <ProblemNote error={add.error} />
    </form>
  )
}
