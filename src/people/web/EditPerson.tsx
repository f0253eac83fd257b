import { Textarea } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { ask, useDo } from '../../platform/web/ask.ts'
import { Form } from '../../platform/web/Form.tsx'
import { useNotice } from '../../platform/web/Notice.tsx'
import { Outdated } from '../../platform/web/Outdated.tsx'
import { Part } from '../../platform/web/Page.tsx'
import { useWords } from '../../platform/web/words.tsx'
import { editPerson, getPerson, type PersonDetail } from '../people.operations.ts'
import { PersonFields, usePersonDraft } from './PersonFields.tsx'

/** Changes what is known about a person. */
export default function EditPerson() {
  const { id } = useParams({ from: '/signed-in/people/$id' })
  const { data } = useQuery(ask(getPerson, { params: { id }, query: {} }))
  return data && <Edit person={data} />
}

function Edit({ person: latest }: { person: PersonDetail }) {
  const say = useWords()
  const notice = useNotice()
  const navigate = useNavigate()
  const edit = useDo(editPerson)
  // What the editor began from. A newer version that arrives meanwhile must not slip under what is being typed.
  const [person] = useState(latest)
  const [reason, setReason] = useState('')
  const { changed, typed: _, ...fields } = usePersonDraft(person, edit.error)
  const { id } = person
  const done = () => navigate({ to: '/people/$id', params: { id } })
  const submit = (version: string) =>
    edit.mutate(
      { params: { id }, ifMatch: version, body: { ...changed, ...(reason.trim() && { reason }) } },
      {
        onSuccess: () => {
          notice(say('notice.saved'))
          void done()
        },
      },
    )
  return (
    <Part title={say('person.edit')}>
      <Form
        onSubmit={() => submit(person.version)}
        action={say('action.save')}
        busy={edit.isPending}
        error={edit.error}
        disabled={Object.keys(changed).length === 0}
        afterError={<Outdated error={edit.error} now={latest} onKeepMine={() => submit(latest.version)} />}
      >
        <PersonFields {...fields} />
        <Textarea
          label={say('field.reason')}
          description={say('edit.reason_help')}
          autosize
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      </Form>
    </Part>
  )
}
