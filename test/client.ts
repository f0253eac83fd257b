import type { FastifyInstance, InjectOptions } from 'fastify'
import type { AnyOperation, Call, Output } from '../src/platform/http/operation.ts'
import type { RefusalCode } from '../src/refusals.ts'

/** A refusal as it came over HTTP. */
export class Refused extends Error {
  readonly status: number
  readonly problem: { code: RefusalCode; status: number; [detail: string]: unknown }
  constructor(operation: string, problem: Refused['problem']) {
    super(`${operation} was refused: ${JSON.stringify(problem)}`)
    this.status = problem.status
    this.problem = problem
  }
}

/** Somebody who uses the API, or nobody: every request carries their token or cookie. */
export interface Client {
  headers: Record<string, string>
  /** Calls an operation and answers what it answers. Throws `Refused`. */
  call<O extends AnyOperation>(operation: O, input: Call<O>): Promise<Output<O>>
  /** Calls an operation to hear only how it went: the closed code of its refusal, or `done`. */
  says<O extends AnyOperation>(operation: O, input: Call<O>): Promise<RefusalCode | 'done'>
}

/** One who works here, signed in. */
export interface Person extends Client {
  id: string
  name: string
}

export function client(app: FastifyInstance, headers: Record<string, string> = {}): Client {
  async function call<O extends AnyOperation>(operation: O, input: Call<O>): Promise<Output<O>> {
    const response = await app.inject(requestOf(operation, input, headers))
    if (response.statusCode >= 400) throw new Refused(operation.id, response.json())
    return (
      response.statusCode === 204 ? undefined : operation.response === 'file' ? response.rawPayload : response.json()
    ) as Output<O>
  }
  return {
    headers,
    call,
    says: (operation, input) =>
      call(operation, input).then(
        () => 'done' as const,
        (error) => {
          if (error instanceof Refused) return error.problem.code
          throw error
        },
      ),
  }
}

interface Sent {
  params?: Record<string, string>
  query?: Record<string, unknown>
  body?: object
  ifMatch?: string
}

/** An operation's request, for `app.inject`. */
export function requestOf(operation: AnyOperation, sent: Sent, headers: Record<string, string> = {}): InjectOptions {
  const path = operation.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(sent.params?.[name] ?? ''))
  const query = Object.entries(sent.query ?? {}).filter(([, value]) => value !== undefined)
  return {
    method: operation.method,
    url:
      query.length === 0 ? path : `${path}?${new URLSearchParams(Object.fromEntries(query) as Record<string, string>)}`,
    headers: {
      ...headers,
      ...(sent.ifMatch && { 'if-match': `"${sent.ifMatch}"` }),
      ...(Buffer.isBuffer(sent.body) && { 'content-type': 'application/octet-stream' }),
    },
    ...(sent.body && { payload: sent.body }),
  }
}
