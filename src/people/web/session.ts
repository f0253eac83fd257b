import { useSuspenseQuery } from '@tanstack/react-query'
import type { Who } from '../../platform/http/operation.ts'
import { ask } from '../../platform/web/ask.ts'
import { me } from '../sign-in.operations.ts'

export const askMe = ask(me, {})

/** Who is signed in, and what they may call. The server decides; this only spares people what it would refuse. */
export function useMe() {
  const { data } = useSuspenseQuery(askMe)
  const may = ({ who, method }: { who: Who; method: string }) =>
    (method === 'GET' || !data.readOnly) && (typeof who === 'string' || data.roles.some((role) => who.includes(role)))
  return { ...data, may }
}
