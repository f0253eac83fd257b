import { keepPreviousData, QueryClient, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import type { AnyOperation, Call } from '../http/operation.ts'
import { type Answer, call, Problem } from './call.ts'

/** The query of an operation. Its key is the operation's id and what is sent, so nobody ever writes a key. */
export function ask<O extends AnyOperation>(operation: O, input: Call<O>) {
  return queryOptions<Answer<O>, Error>({
    queryKey: [operation.id, input],
    queryFn: ({ signal }) => call(operation, input, signal),
    placeholderData: keepPreviousData as never,
  })
}

/** A write. Afterwards, also when it was refused, everything on the screen is asked for again: a stale owner costs more than a request. */
export function useDo<O extends AnyOperation>(operation: O) {
  const client = useQueryClient()
  return useMutation<Answer<O>, Error, Call<O>>({
    mutationFn: (input) => call(operation, input),
    onSettled: () => void client.invalidateQueries(),
  })
}

/** @param onSignedOut told the id of the operation that met the end of the session */
export function createQueries(onSignedOut: (operation: unknown) => void): QueryClient {
  const client = new QueryClient({
    defaultOptions: {
      // A plant's own network may be there while the browser believes to be offline: try, and say what came of it.
      mutations: { networkMode: 'always' },
      queries: {
        networkMode: 'always',
        staleTime: 5_000,
        retry: (count, error) => count < 2 && error instanceof Problem && ['busy', 'offline'].includes(error.code),
      },
    },
  })
  // What stands on the screen stays there, with what is being typed; only a page that has nothing to show yet leads away.
  client.getQueryCache().subscribe((event) => {
    if (
      event.type === 'updated' &&
      event.action.type === 'error' &&
      event.action.error instanceof Problem &&
      event.action.error.code === 'not_signed_in' &&
      event.query.state.data === undefined
    )
      onSignedOut(event.query.queryKey[0])
  })
  return client
}
