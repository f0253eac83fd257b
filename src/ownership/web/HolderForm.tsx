import { Radio, Stack, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { type Chosen, PersonPicker } from '../../people/web/PersonPicker.tsx'
import { useDo } from '../../platform/web/ask.ts'
import { useDraft } from '../../platform/web/draft.ts'
import { Form } from '../../platform/web/Form.tsx'
import { Part } from '../../platform/web/Page.tsx'
import { setHolder } from '../ownership.operations.ts'
import { useAssetInQuestion } from './asset-in-question.ts'

/** Says who has the asset in hand. That changes nothing about who is accountable. */
export default function HolderForm() {
  const { say, asset, params, done } = useAssetInQuestion()
  const set = useDo(setHolder)
  const [person, setPerson] = useState<Chosen | null>(null)
  const { draft, set: type, field } = useDraft({ by: 'person', place: '', reason: '' }, set.error)
  const body = {
    personId: draft.by === 'person' ? (person?.id ?? null) : null,
    place: draft.by === 'place' ? draft.place.trim() : null,
    ...(draft.reason.trim() && { reason: draft.reason.trim() }),
  }
  const submit = () => set.mutate({ params, body }, { onSuccess: () => done(say('holder.done')) })
  return (
    <Part title={say('action.set_holder')} lead={say('holder.lead', { owner: asset?.owner?.name ?? '' })}>
      <Form
        onSubmit={submit}
        action={say('action.save')}
        busy={set.isPending}
        error={set.error}
        disabled={draft.by === 'person' && !person}
      >
        <Radio.Group label={say('asset.holder')} value={draft.by} onChange={(by) => type({ by })}>
          <Stack gap="xs" mt="xs">
            <Radio value="person" label={say('holder.person')} />
            <Radio value="place" label={say('holder.place')} />
            <Radio value="nobody" label={say('holder.nobody')} />
          </Stack>
        </Radio.Group>
        {draft.by === 'person' && (
          <PersonPicker label={say('holder.which_person')} required value={person} onChange={setPerson} />
        )}
        {draft.by === 'place' && <TextInput label={say('field.place')} required maxLength={200} {...field('place')} />}
        <Textarea label={say('field.reason')} autosize minRows={2} maxLength={2000} {...field('reason')} />
      </Form>
    </Part>
  )
}
