import { Alert, Button, Checkbox, Code, CopyButton, Group, NativeSelect, Stack, Text, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { ask, useDo } from '../../platform/web/ask.ts'
import type { Answer } from '../../platform/web/call.ts'
import { type Column, DataTable } from '../../platform/web/DataTable.tsx'
import { useDraft } from '../../platform/web/draft.ts'
import { EmptyState } from '../../platform/web/EmptyState.tsx'
import { useFormats } from '../../platform/web/formats.ts'
import { Block } from '../../platform/web/Page.tsx'
import { ProblemNote } from '../../platform/web/ProblemNote.tsx'
import { useLanguage, useWords } from '../../platform/web/words.tsx'
import { createToken, endToken, listTokens } from '../sign-in.operations.ts'
import { useMe } from './session.ts'

type Token = Answer<typeof listTokens>['items'][number]

/** Tokens by which other programs act for a person. */
export function Tokens() {
  const { say, find } = useLanguage()
  const show = useFormats()
  const { data, error } = useQuery(ask(listTokens, {}))
  const end = useDo(endToken)
  const columns: Column<Token>[] = [
    { id: 'name', header: say('field.name'), names: true, cell: ({ name }) => name },
    { id: 'person', header: say('token.acts_for'), cell: ({ person }) => person.name },
    { id: 'role', header: say('token.role'), cell: ({ role }) => find(`role.${role}`) ?? role },
    { id: 'may', header: say('token.may'), cell: ({ readOnly }) => say(readOnly ? 'token.reads' : 'token.writes') },
    {
      id: 'until',
      header: say('token.until'),
      cell: ({ expiresAt }) => (expiresAt ? show.day(expiresAt) : say('token.no_end')),
    },
    {
      id: 'end',
      header: say('token.state'),
      cell: (token) =>
        token.endedAt ? (
          say('token.ended', { day: show.day(token.endedAt) })
        ) : (
          <Button
            size="compact-sm"
            variant="default"
            loading={end.isPending && end.variables?.params.id === token.id}
            aria-label={say('token.end_named', { name: token.name })}
            onClick={() => end.mutate({ params: { id: token.id } })}
          >
            {say('token.end')}
          </Button>
        ),
    },
  ]
  return (
    <Block title={say('token.title')}>
      <ProblemNote error={end.error} />
      <DataTable
        caption={say('token.title')}
        columns={columns}
        rows={data?.items}
        rowId={({ id }) => id}
        error={error}
        empty={<EmptyState title={say('token.none')}>{say('token.help')}</EmptyState>}
      />
      <CreateToken />
    </Block>
  )
}

function CreateToken() {
  const say = useWords()
  const { roles, readOnly: noWrites } = useMe()
  const create = useDo(createToken)
  const [readOnly, setReadOnly] = useState(true)
  const { draft, set, field } = useDraft({ name: '', role: roles[0] ?? 'employee', until: '' }, create.error)
  if (noWrites) return null
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const role = roles.find((one) => one === draft.role) ?? 'employee'
    const expiresAt = draft.until ? new Date(`${draft.until}T23:59:59`).toISOString() : null
    create.mutate({ body: { name: draft.name, role, readOnly, expiresAt } }, { onSuccess: () => set({ name: '' }) })
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="sm" mt="md">
        <Group align="flex-end" gap="sm">
          <TextInput label={say('token.new')} required maxLength={100} {...field('name')} />
          <NativeSelect
            label={say('token.role')}
            data={[...roles, 'employee' as const].map((value) => ({ value, label: say(`role.${value}`) }))}
            {...field('role')}
          />
          <TextInput type="date" label={say('token.until')} {...field('until')} />
          <Button type="submit" variant="default" loading={create.isPending}>
            {say('token.create')}
          </Button>
        </Group>
        <Checkbox
          label={say('token.only_reads')}
          checked={readOnly}
          onChange={(event) => setReadOnly(event.currentTarget.checked)}
        />
        <ProblemNote error={create.error} />
        {create.data && (
          <Alert role="status" title={say('token.created')}>
            <Text size="sm">{say('token.once')}</Text>
            <Group mt="xs">
              <Code>{create.data.token}</Code>
              <CopyButton value={create.data.token}>
                {({ copied, copy }) => (
                  <Button size="compact-sm" variant="default" onClick={copy}>
                    {say(copied ? 'action.copied' : 'action.copy')}
                  </Button>
                )}
              </CopyButton>
            </Group>
          </Alert>
        )}
      </Stack>
    </form>
  )
}
