import { existsSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { capabilities } from './capabilities.ts'
import type { Holdfast } from './holdfast.ts'
import { ledgerGauges } from './ledger/gauges.ts'
import { identifying } from './people/who.store.ts'
import { createApp } from './platform/http/app.ts'
import { metrics } from './platform/http/metrics.ts'
import { warnings } from './readiness.ts'

const web = join(import.meta.dirname, '../dist/web')

/** The whole application over an open register: API, health, screens. */
export async function createServer(holdfast: Holdfast, { strict = false, log = false } = {}): Promise<FastifyInstance> {
  const { database, secret, configuration } = holdfast
  const sessionSecret = secret.key('sessions').toString('base64')
  const app = await createApp({
    url: configuration.url,
    strict,
    log,
    identify: identifying(database.reader, sessionSecret),
  })
  metrics(app, () => ledgerGauges(database.reader))
  capabilities(app, holdfast)
  app.get('/healthz', { schema: { hide: true } }, async () => ({ status: 'up' }))
  app.get('/readyz', { schema: { hide: true } }, async (_request, reply) => {
    try {
      return { status: 'ready', warnings: await warnings(database) }
    } catch {
      return reply.code(503).send({ status: 'the database does not answer' })
    }
  })
  const page = existsSync(web) ? await screens(app) : null
  app.setNotFoundHandler((request, reply) => {
    const wanted = request.method === 'GET' && request.headers.accept?.includes('text/html')
    return page && wanted && !request.url.startsWith('/api/') ? page(reply) : app.problem(reply, 'not_found')
  })
  return app
}

/** Serves what the build made of the screens. Answers the one page they all live in, for every address that is nothing else. */
async function screens(app: FastifyInstance): Promise<(reply: FastifyReply) => FastifyReply> {
  await app.register(fastifyStatic, { root: web, wildcard: false, immutable: true, maxAge: '365d', index: false })
  const page = (reply: FastifyReply) => reply.sendFile('index.html', { immutable: false, maxAge: 0 })
  app.get('/', { schema: { hide: true } }, (_request, reply) => page(reply))
  return page
}
