import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { refusals } from '../../refusals.ts'
import type { Asker } from '../database/change.ts'
import { refuse } from '../refusal.ts'
import type { AnyOperation, Input, Operation, Output, Role } from './operation.ts'

/** Who asks: a natural person with the roles of this moment, by session or by token. */
export interface Who extends Asker {
  personId: string
  name: string
  roles: readonly Role[]
  readOnly: boolean
}

/** What a handler gets: validated input, who asks (null only where anyone may), and the raw request for files and headers. */
export type Context<O> = Input<O> & {
  who: O extends { who: 'anyone' } ? Who | null : Who
  request: FastifyRequest
  reply: FastifyReply
}

declare module 'fastify' {
  interface FastifyInstance {
    identify(request: FastifyRequest): Promise<Who | null>
    served: Operation[]
  }
}

const problem = z
  .looseObject({
    type: z.string(),
    title: z.string().describe('one sentence for people'),
    status: z.number().int(),
    code: z.enum(Object.keys(refusals)),
    detail: z.string().optional(),
  })
  .meta({ id: 'Problem', description: 'RFC 9457' })
/** The bytes of a file, in the description of the API. */
const file = z.any().meta({ type: 'string', format: 'binary' })

/** Registers an operation: who → may they → shape → handler → status. The order is the same for all. */
export function serve<O extends AnyOperation>(
  app: FastifyInstance,
  operation: O,
  handler: (context: Context<O>) => Promise<Output<O>>,
): void {
  const { params, query, body, response, method, path } = operation
  const status = operation.status ?? (response ? 200 : 204)
  app.served.push(operation)
  app.withTypeProvider<ZodTypeProvider>().route({
    method,
    url: path,
    schema: {
      operationId: operation.id,
      summary: operation.summary,
      tags: [operation.id.split('.')[0]!],
      ...(params && { params }),
      ...(query && { querystring: query }),
      ...(body === 'file' ? { body: file, consumes: ['application/octet-stream'] } : body && { body }),
      ...(operation.who === 'anyone' ? { security: [] } : {}),
      response: {
        [status]:
          response === 'file'
            ? { description: 'The file', content: { 'application/octet-stream': { schema: file } } }
            : (response ?? z.undefined().describe('Done')),
        default: { description: 'Refused', content: { 'application/problem+json': { schema: problem } } },
      },
    },
    preValidation: async (request) => {
      const who = await app.identify(request)
      request.who = who
      if (operation.who === 'anyone') return
      if (!who) refuse('not_signed_in')
      if (who.readOnly && method !== 'GET') refuse('read_only_token')
      if (operation.who !== 'signed-in' && !operation.who.some((role: Role) => who.roles.includes(role)))
        refuse('not_allowed', { roles: operation.who })
    },
    handler: async (request, reply) => {
      const context = {
        params: request.params,
        query: request.query,
        body: body === 'file' ? undefined : request.body,
        who: request.who,
        request,
        reply,
      } as unknown as Context<O>
      const answer = await handler(context)
      if (reply.sent) return reply
      return reply.code(status).send(answer as never)
    },
  })
}

declare module 'fastify' {
  interface FastifyRequest {
    who: Who | null
  }
}
