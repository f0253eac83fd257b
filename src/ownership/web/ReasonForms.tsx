import { Textarea } from '@mantine/core'
import { disposeAsset } from '../../assets/assets.operations.ts'
import { useDo } from '../../platform/web/ask.ts'
import { useDraft } from '../../platform/web/draft.ts'
import { Form } from '../../platform/web/Form.tsx'
import { Part } from '../../platform/web/Page.tsx'
import { cancelTransfer, declineStated, declineTransfer } from '../ownership.operations.ts'
import { useAssetInQuestion } from './asset-in-question.ts'

interface ReasonFormProps {
  title: string
  lead: string
  danger?: boolean
  busy: boolean
  error: unknown
  onSubmit(reason: string): void
}

/** Something that needs a reason, which is kept. */
function ReasonForm({ title, lead, danger, busy, error, onSubmit }: ReasonFormProps) {
  const { say } = useAssetInQuestion()
  const { draft, field } = useDraft({ reason: '' }, error)
  return (
    <Part title={title} lead={lead}>
      <Form onSubmit={() => onSubmit(draft.reason.trim())} action={title} danger={danger} busy={busy} error={error}>
        <Textarea label={say('field.reason')} required autosize minRows={2} maxLength={2000} {...field('reason')} />
      </Form>
    </Part>
  )
}

/** The receiver says no; nothing changes hands. */
export function DeclineForm() {
  const { say, asset, done } = useAssetInQuestion()
  const decline = useDo(declineTransfer)
  const transfer = asset?.transfer
  if (!transfer) return null
  const submit = (reason: string) =>
    decline.mutate({ params: { id: transfer.id }, body: { reason } }, { onSuccess: () => done(say('decline.done')) })
  const lead = say('decline.lead', { owner: transfer.from.name })
  return (
    <ReasonForm
      title={say('action.decline')}
      lead={lead}
      busy={decline.isPending}
      error={decline.error}
      onSubmit={submit}
    />
  )
}

/** The stated owner says that it is not theirs. */
export function NotMineForm() {
  const { say, params, done } = useAssetInQuestion()
  const decline = useDo(declineStated)
  const submit = (reason: string) =>
    decline.mutate({ params, body: { reason } }, { onSuccess: () => done(say('not_mine.done')) })
  return (
    <ReasonForm
      title={say('action.not_mine')}
      lead={say('not_mine.lead')}
      busy={decline.isPending}
      error={decline.error}
      onSubmit={submit}
    />
  )
}

/** Takes an offer back. */
export function CancelForm() {
  const { say, asset, done } = useAssetInQuestion()
  const cancel = useDo(cancelTransfer)
  const transfer = asset?.transfer
  if (!transfer) return null
  const submit = (reason: string) =>
    cancel.mutate({ params: { id: transfer.id }, body: { reason } }, { onSuccess: () => done(say('cancel.done')) })
  const lead = say('cancel.lead', { owner: transfer.from.name })
  return (
    <ReasonForm
      title={say('action.cancel_offer')}
      lead={lead}
      busy={cancel.isPending}
      error={cancel.error}
      onSubmit={submit}
    />
  )
}

/** Ends an asset and its chain of owners. */
export function DisposeForm() {
  const { say, params, done } = useAssetInQuestion()
  const dispose = useDo(disposeAsset)
  const submit = (reason: string) =>
    dispose.mutate({ params, body: { reason } }, { onSuccess: () => done(say('dispose.done')) })
  return (
    <ReasonForm
      title={say('action.dispose')}
      lead={say('dispose.lead')}
      danger
      busy={dispose.isPending}
      error={dispose.error}
      onSubmit={submit}
    />
  )
}
