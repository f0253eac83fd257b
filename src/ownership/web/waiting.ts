import type { AnyOperation } from '../../platform/http/operation.ts'
import { useSentence } from '../../platform/web/ConfirmBySentence.tsx'
import { call } from '../../platform/web/call.ts'
import {
  acceptStated,
  acceptTransfer,
  cancelTransfer,
  declineStated,
  declineTransfer,
  releaseTransfer,
  type Waiting,
} from '../ownership.operations.ts'

/** One person may be asked twice about one asset, so its id alone does not name what waits. */
export const keyOf = ({ what, id }: Waiting) => `${what}:${id}`

/** What says yes to what waits. An offer of mine waits for somebody else: there is nothing to say yes to. */
const yes = { accept: acceptTransfer, stated: acceptStated, release: releaseTransfer, offered: null } as const
const no = { accept: declineTransfer, stated: declineStated, release: cancelTransfer, offered: cancelTransfer } as const

/** Agrees in the sentence that was shown, to the letter. */
export async function agreeTo({ what, id }: Waiting, wording: string): Promise<void> {
  const operation: AnyOperation | null = yes[what]
  if (operation) await call(operation, { params: { id }, body: { wording } })
}

export async function refuseWith({ what, id }: Waiting, reason: string): Promise<void> {
  const operation: AnyOperation = no[what]
  await call(operation, { params: { id }, body: { reason } })
}

/** The sentence to agree to; none for what only waits for others. */
export function useSpoken(waiting: Waiting) {
  const spoken = useSentence(waiting.wordings)
  return yes[waiting.what] ? spoken : undefined
}
