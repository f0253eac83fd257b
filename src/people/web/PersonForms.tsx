import { Checkbox, PasswordInput, Stack, Textarea, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import type { Role } from '../../platform/http/operation.ts'
import { ask, useDo } from '../../platform/web/ask.ts'
import { useDraft } from '../../platform/web/draft.ts'
import { Form } from '../../platform/web/Form.tsx'
import { useNotice } from '../../platform/web/Notice.tsx'
import { Part } from '../../platform/web/Page.tsx'
import { useWords } from '../../platform/web/words.tsx'
import {
  erasePerson,
  getPerson,
  markLeaving,
  type PersonDetail,
  roles,
  setRoles,
  setSignIn,
} from '../people.operations.ts'

/** The person of the address, and the way back to their page once something is done. */
function usePerson() {
  const say = useWords()
  const notice = useNotice()
  const navigate = useNavigate()
  const { id } = useParams({ from: '/signed-in/people/$id' })
  const { data: person } = useQuery(ask(getPerson, { params: { id }, query: {} }))
  const onSuccess = () => {
    notice(say('notice.saved'))
    void navigate({ to: '/people/$id', params: { id } })
  }
  return { say, params: { id }, person, onSuccess }
}

/** What a person may do in the register. */
export function RolesForm() {
  const { person } = usePerson()
  return person && <Roles person={person} />
}
function Roles({ person }: { person: PersonDetail }) {
  const { say, params, onSuccess } = usePerson()
  const set = useDo(setRoles)
  const [chosen, setChosen] = useState<string[]>(person.roles)
  const submit = () => set.mutate({ params, body: { roles: chosen as Role[] } }, { onSuccess })
  return (
    <Part title={say('person.roles')} lead={say('person.roles_help')}>
      <Form onSubmit={submit} action={say('action.save')} busy={set.isPending} error={set.error}>
        <Checkbox.Group label={say('person.roles')} value={chosen} onChange={setChosen}>
          <Stack gap="sm" mt="xs">
            {roles.map((role) => (
              <Checkbox key={role} value={role} label={say(`role.${role}`)} description={say(`role_help.${role}`)} />
            ))}
          </Stack>
        </Checkbox.Group>
      </Form>
    </Part>
  )
}

/** Lets a person sign in with an address and a first password. */
export function SignInForm() {
  const { person } = usePerson()
  return person && <SignIn person={person} />
}
function SignIn({ person }: { person: PersonDetail }) {
  const { say, params, onSuccess } = usePerson()
  const set = useDo(setSignIn)
  const { draft, field } = useDraft({ email: person.email ?? '', password: '' }, set.error)
  return (
    <Part title={say('person.sign_in')} lead={say('person.sign_in_help')}>
      <Form
        onSubmit={() => set.mutate({ params, body: draft }, { onSuccess })}
        action={say('action.save')}
        busy={set.isPending}
        error={set.error}
      >
        <TextInput type="email" required label={say('field.email')} autoComplete="off" {...field('email')} />
        <PasswordInput
          required
          minLength={12}
          maxLength={128}
          autoComplete="new-password"
          label={say('field.password')}
          description={say('setup.password_help')}
          visibilityToggleButtonProps={{ 'aria-label': say('sign_in.show_password') }}
          {...field('password')}
        />
      </Form>
    </Part>
  )
}

/** Says that a person is leaving. */
export function LeavingForm() {
  const { say, params, onSuccess } = usePerson()
  const mark = useDo(markLeaving)
  const { draft, field } = useDraft({ endDate: '', reason: '' }, mark.error)
  const body = {
    ...(draft.endDate && { endDate: draft.endDate }),
    ...(draft.reason.trim() && { reason: draft.reason }),
  }
  return (
    <Part title={say('person.mark_leaving')} lead={say('person.leaving_help')}>
      <Form
        onSubmit={() => mark.mutate({ params, body }, { onSuccess })}
        action={say('person.mark_leaving')}
        busy={mark.isPending}
        error={mark.error}
      >
        <TextInput type="date" label={say('field.endDate')} {...field('endDate')} />
        <Textarea label={say('field.reason')} autosize minRows={2} {...field('reason')} />
      </Form>
    </Part>
  )
}

/** Erases the personal data of somebody who has left. */
export function EraseForm() {
  const { say, params, onSuccess } = usePerson()
  const erase = useDo(erasePerson)
  const { draft, field } = useDraft({ reason: '' }, erase.error)
  return (
    <Part title={say('person.erase')} lead={say('person.erase_help')}>
      <Form
        onSubmit={() => erase.mutate({ params, body: draft }, { onSuccess })}
        action={say('person.erase')}
        danger
        busy={erase.isPending}
        error={erase.error}
      >
        <Textarea label={say('field.reason')} required autosize minRows={2} {...field('reason')} />
      </Form>
    </Part>
  )
}
