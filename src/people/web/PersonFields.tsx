import { NativeSelect, SimpleGrid, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ask } from '../../platform/web/ask.ts'
import { orNull, useDraft } from '../../platform/web/draft.ts'
import { useWords } from '../../platform/web/words.tsx'
import { listDepartments, listSites, type Person, type PersonInput } from '../people.operations.ts'
import { type Chosen, PersonPicker } from './PersonPicker.tsx'

const kinds = ['employee', 'temporary', 'contractor'] as const

/** The draft of a person: what is typed, as the API takes it, and only what differs from what was there. */
export function usePersonDraft(person: Person | undefined, error: unknown) {
  const [manager, setManager] = useState<Chosen | null>(person?.manager ?? null)
  const { draft, field } = useDraft(
    {
      name: person?.name ?? '',
      givenName: person?.givenName ?? '',
      familyName: person?.familyName ?? '',
      email: person?.email ?? '',
      username: person?.username ?? '',
      personnelNumber: person?.personnelNumber ?? '',
      jobTitle: person?.jobTitle ?? '',
      company: person?.company ?? '',
      kind: person?.kind ?? 'employee',
      departmentId: person?.department?.id ?? '',
      siteId: person?.site?.id ?? '',
      startDate: person?.startDate ?? '',
      endDate: person?.endDate ?? '',
    },
    error,
  )
  const typed: PersonInput = {
    ...Object.fromEntries(Object.entries(draft).map(([name, text]) => [name, orNull(text)])),
    name: draft.name.trim(),
    kind: kinds.find((one) => one === draft.kind),
    managerId: manager?.id ?? null,
  }
  const before: Record<string, unknown> = {
    ...person,
    departmentId: person?.department?.id ?? null,
    siteId: person?.site?.id ?? null,
    managerId: person?.manager?.id ?? null,
  }
  const changed = Object.fromEntries(
    Object.entries(typed).filter(([name, value]) => (before[name] ?? null) !== (value ?? null)),
  )
  return { field, manager, setManager, typed, changed: changed as Partial<PersonInput> }
}

export function PersonFields({
  field,
  manager,
  setManager,
}: Omit<ReturnType<typeof usePersonDraft>, 'typed' | 'changed'>) {
  const say = useWords()
  const departments = useQuery(ask(listDepartments, {})).data?.items ?? []
  const sites = useQuery(ask(listSites, {})).data?.items ?? []
  const choice = (items: { id: string; name: string }[]) => [
    { value: '', label: say('word.none') },
    ...items.map(({ id, name }) => ({ value: id, label: name })),
  ]
  return (
    <>
      <TextInput label={say('field.name')} required maxLength={200} {...field('name')} />
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <TextInput label={say('field.givenName')} maxLength={100} {...field('givenName')} />
        <TextInput label={say('field.familyName')} maxLength={100} {...field('familyName')} />
        <TextInput label={say('field.email')} type="email" {...field('email')} />
        <TextInput label={say('field.username')} maxLength={100} {...field('username')} />
        <TextInput label={say('field.personnelNumber')} maxLength={50} {...field('personnelNumber')} />
        <TextInput label={say('field.jobTitle')} maxLength={200} {...field('jobTitle')} />
        <NativeSelect label={say('field.department')} data={choice(departments)} {...field('departmentId')} />
        <NativeSelect label={say('field.site')} data={choice(sites)} {...field('siteId')} />
        <PersonPicker label={say('field.manager')} value={manager} onChange={setManager} />
        <NativeSelect
          label={say('field.personKind')}
          data={kinds.map((value) => ({ value, label: say(`person.${value}`) }))}
          {...field('kind')}
        />
        <TextInput label={say('field.company')} maxLength={200} {...field('company')} />
        <div />
        <TextInput label={say('field.startDate')} type="date" {...field('startDate')} />
        <TextInput label={say('field.endDate')} type="date" {...field('endDate')} />
      </SimpleGrid>
    </>
  )
}
