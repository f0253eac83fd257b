import { isUtf8 } from 'node:buffer'
import { randomUUID } from 'node:crypto'
import helmet from '@fastify/helmet'
import rateLimit from '@fastify/rate-limit'
import swagger from '@fastify/swagger'
import Fastify, {
  type FastifyError,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  LogController,
} from 'fastify'
import {
  hasZodFastifySchemaValidationErrors,
  jsonSchemaTransform,
  jsonSchemaTransformObject,
  serializerCompiler,
  validatorCompiler,
} from 'fastify-type-provider-zod'
import type { RefusalCode } from '../../refusals.ts'
import { Refusal, refusalOf } from '../refusal.ts'
import type { Who } from './serve.ts'

declare module 'fastify' {
  interface FastifyInstance {
    /** Answers a problem outside an operation. */
    problem(reply: FastifyReply, code: RefusalCode): FastifyReply
  }
}

export interface AppOptions {
  /** Who sends this request; null when nobody is signed in. */
  identify(request: FastifyRequest): Promise<Who | null>
  /** The origin browsers see, e.g. https://holdfast.example; cookies and the cross-site check depend on it. */
  url: string
  /** Tests and development answer 500 for a field the contract does not name; production leaves the check out (it halves throughput). */
  strict: boolean
  log?: boolean
}

/** An empty application with its rules of conduct: validation, problems, headers, limits. Capabilities add their routes. */
export async function createApp(options: AppOptions): Promise<FastifyInstance> {
  const app = Fastify({
    logger: options.log ? { level: 'info', redact: ['req.headers.authorization', 'req.headers.cookie'] } : false,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: 1024 * 1024,
    genReqId: () => randomUUID(),
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 200 },
    frameworkErrors: (error, _request, reply) => {
      send(reply, clientFault(error) ?? new Refusal('internal'))
    },
  })
  app.decorate('served', [])
  app.decorate('identify', options.identify)
  app.decorateRequest('who', null)
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(options.strict ? serializerCompiler : () => (data) => JSON.stringify(data))
  // Fastify's own reading of JSON puts U+FFFD for broken UTF-8; a register does not keep what nobody wrote.
  const json = app.getDefaultJsonParser('error', 'error')
  app.removeContentTypeParser('application/json')
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    if (isUtf8(body as Buffer)) return json(request, body.toString(), done)
    done(new Refusal('bad_input', { fields: [{ where: 'body', what: 'is not UTF-8' }] }), undefined)
  })
  app.addContentTypeParser('application/octet-stream', (_request, payload, done) => done(null, payload))
  await app.register(helmet, {
    contentSecurityPolicy: {
      directives: {
        defaultSrc: ["'self'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:'],
        upgradeInsecureRequests: null,
      },
    },
    strictTransportSecurity: options.url.startsWith('https:'),
  })
  await app.register(rateLimit, { global: false })
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Holdfast',
        version: '1',
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
        description:
          'The asset-ownership register. Lists answer {items, next}; errors are problem+json with a closed `code`.',
      },
      servers: [{ url: options.url }],
      components: {
        securitySchemes: {
          token: { type: 'http', scheme: 'bearer' },
          session: { type: 'apiKey', in: 'cookie', name: 'holdfast.session_token' },
        },
      },
      security: [{ token: [] }, { session: [] }],
    },
    transform: jsonSchemaTransform,
    transformObject: jsonSchemaTransformObject,
  })
  app.get('/api/v1/openapi.json', { schema: { hide: true } }, () => app.swagger())
  const own = new URL(options.url).origin
  app.addHook('onRequest', async (request, reply) => {
    // What people may see depends on who asks and when: no browser or proxy keeps an answer.
    if (request.url.startsWith('/api/')) reply.header('cache-control', 'no-store')
    // A browser tells where a request comes from; a write by cookie from elsewhere is refused (CSRF). Tokens carry no cookie.
    const from = request.headers.origin
    const site = request.headers['sec-fetch-site']
    if (
      request.method !== 'GET' &&
      request.method !== 'HEAD' &&
      request.headers.cookie &&
      ((from && from !== own && URL.parse(from)?.host !== request.headers.host) || site === 'cross-site')
    )
      throw new Refusal('wrong_origin')
  })
  app.decorate('problem', (reply, code) => send(reply, new Refusal(code)))
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const refusal = refusalOf(error) ?? clientFault(error)
    if (!refusal || refusal.status >= 500)
      request.log.error({ err: error, url: request.routeOptions.url }, 'request failed')
    return send(reply, refusal ?? new Refusal('internal', { request: request.id }))
  })
  return app
}

function clientFault(error: FastifyError): Refusal | undefined {
  if (hasZodFastifySchemaValidationErrors(error))
    return new Refusal('bad_input', {
      fields: error.validation.map((issue) => ({
        where: `${error.validationContext}${issue.instancePath}`,
        what: issue.message,
      })),
    })
  if (error.statusCode === 413) return new Refusal('too_large')
  if (error.statusCode === 429) return new Refusal('too_many_attempts')
  if (error.statusCode && error.statusCode >= 400 && error.statusCode < 500)
    return new Refusal('bad_input', { detail: error.message })
  return undefined
}

function send(reply: FastifyReply, refusal: Refusal): FastifyReply {
  return reply
    .code(refusal.status)
    .type('application/problem+json')
    .serializer(JSON.stringify)
    .send({
      ...refusal.details,
      type: `/problems/${refusal.code}`,
      title: refusal.message,
      status: refusal.status,
      code: refusal.code,
    })
}
