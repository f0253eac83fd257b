import { Link, useNavigate } from '@tanstack/react-router'
import { useDo } from '../../platform/web/ask.ts'
import { Form } from '../../platform/web/Form.tsx'
import { useNotice } from '../../platform/web/Notice.tsx'
import { Page } from '../../platform/web/Page.tsx'
import { useWords } from '../../platform/web/words.tsx'
import { addPerson } from '../people.operations.ts'
import { PersonFields, usePersonDraft } from './PersonFields.tsx'

/** Adds one person by hand; a list comes in by import. */
export default function AddPersonPage() {
  const say = useWords()
  const notice = useNotice()
  const navigate = useNavigate()
  const add = useDo(addPerson)
  const { typed, changed: _, ...fields } = usePersonDraft(undefined, add.error)
  const submit = () =>
    add.mutate(
      { body: typed },
      {
        onSuccess: ({ id }) => {
          notice(say('person.added', { name: typed.name }))
          void navigate({ to: '/people/$id', params: { id } })
        },
      },
    )
  return (
    <Page title={say('people.add')} narrow above={<Link to="/people">{say('people.title')}</Link>}>
      <Form onSubmit={submit} action={say('people.add')} busy={add.isPending} error={add.error}>
        <PersonFields {...fields} />
      </Form>
    </Page>
  )
}
