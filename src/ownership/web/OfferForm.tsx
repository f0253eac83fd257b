import { Textarea } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { type Chosen, PersonPicker } from '../../people/web/PersonPicker.tsx'
import { useMe } from '../../people/web/session.ts'
import { ask, useDo } from '../../platform/web/ask.ts'
import { Sentence, useSentence } from '../../platform/web/ConfirmBySentence.tsx'
import { useDraft } from '../../platform/web/draft.ts'
import { Form } from '../../platform/web/Form.tsx'
import { Part } from '../../platform/web/Page.tsx'
import { offerTransfer, releaseWordings } from '../ownership.operations.ts'
import { useAssetInQuestion } from './asset-in-question.ts'

/** Offers an asset to somebody. The owner releases it with the same step; by others the owner is asked to. */
export default function OfferForm() {
  const { say, asset, params, done } = useAssetInQuestion()
  const me = useMe()
  const offer = useDo(offerTransfer)
  const wordings = useQuery(ask(releaseWordings, { params })).data
  const spoken = useSentence(wordings?.release)
  const [to, setTo] = useState<Chosen | null>(null)
  const [agreed, setAgreed] = useState<string>()
  const { draft, field } = useDraft({ reason: '' }, offer.error)
  const mine = asset?.owner?.id === me.id
  const ticked = spoken !== undefined && agreed === spoken.sentence
  const submit = () => {
    if (!to) return
    const reason = draft.reason.trim()
    offer.mutate(
      { params, body: { toId: to.id, ...(reason && { reason }), ...(mine && { wording: agreed }) } },
      {
        onSuccess: ({ released }) =>
          done(say(released ? 'offer.done' : 'offer.asked', { to: to.name, owner: asset?.owner?.name ?? '' })),
      },
    )
  }
  return (
    <Part
      title={say('action.offer')}
      lead={mine ? say('offer.lead_mine') : say('offer.lead', { owner: asset?.owner?.name ?? '' })}
    >
      <Form
        onSubmit={submit}
        action={say('action.offer')}
        busy={offer.isPending}
        error={offer.error}
        disabled={!to || (mine && !ticked)}
      >
        <PersonPicker label={say('offer.to')} required value={to} onChange={setTo} />
        <Textarea label={say('field.reason')} autosize minRows={2} maxLength={2000} {...field('reason')} />
        {mine && spoken && (
          <Sentence spoken={spoken} agreed={ticked} onAgree={(yes) => setAgreed(yes ? spoken.sentence : undefined)} />
        )}
      </Form>
    </Part>
  )
}
