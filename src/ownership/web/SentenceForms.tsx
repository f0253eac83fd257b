import { useQuery } from '@tanstack/react-query'
import { ask, useDo } from '../../platform/web/ask.ts'
import { ConfirmBySentence } from '../../platform/web/ConfirmBySentence.tsx'
import { Part } from '../../platform/web/Page.tsx'
import { ProblemNote } from '../../platform/web/ProblemNote.tsx'
import { acceptStated, acceptTransfer, releaseTransfer, releaseWordings } from '../ownership.operations.ts'
import { useAssetInQuestion } from './asset-in-question.ts'

/** The receiver accepts: from that instant the owner. */
export function AcceptForm() {
  const { say, asset, params, done } = useAssetInQuestion()
  const wordings = useQuery(ask(releaseWordings, { params })).data
  const accept = useDo(acceptTransfer)
  const transfer = asset?.transfer
  return (
    <Part title={say('action.accept')} lead={say('accept.lead')}>
      {wordings && transfer && (
        <ConfirmBySentence
          wordings={wordings.accept}
          action={say('action.accept')}
          busy={accept.isPending}
          onConfirm={(wording) =>
            accept.mutate(
              { params: { id: transfer.id }, body: { wording } },
              { onSuccess: () => done(say('accept.done')) },
            )
          }
        />
      )}
      <ProblemNote error={accept.error} />
    </Part>
  )
}

/** The stated owner confirms to be the owner. */
export function ConfirmForm() {
  const { say, params, done } = useAssetInQuestion()
  const wordings = useQuery(ask(releaseWordings, { params })).data
  const accept = useDo(acceptStated)
  return (
    <Part title={say('action.confirm_owner')} lead={say('confirm.lead')}>
      {wordings && (
        <ConfirmBySentence
          wordings={wordings.stated}
          action={say('action.confirm_owner')}
          busy={accept.isPending}
          onConfirm={(wording) =>
            accept.mutate({ params, body: { wording } }, { onSuccess: () => done(say('accept.done')) })
          }
        />
      )}
      <ProblemNote error={accept.error} />
    </Part>
  )
}

/** The owner lets go, and stays accountable until the acceptance. */
export function ReleaseForm() {
  const { say, asset, params, done } = useAssetInQuestion()
  const wordings = useQuery(ask(releaseWordings, { params })).data
  const release = useDo(releaseTransfer)
  const transfer = asset?.transfer
  return (
    <Part title={say('action.release')} lead={transfer && say('release.lead', { to: transfer.to.name })}>
      {wordings && transfer && (
        <ConfirmBySentence
          wordings={wordings.release}
          action={say('action.release')}
          busy={release.isPending}
          onConfirm={(wording) =>
            release.mutate(
              { params: { id: transfer.id }, body: { wording } },
              { onSuccess: () => done(say('release.done', { to: transfer.to.name })) },
            )
          }
        />
      )}
      <ProblemNote error={release.error} />
    </Part>
  )
}
