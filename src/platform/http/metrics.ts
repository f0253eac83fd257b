import type { FastifyInstance } from 'fastify'

/** One number as it is now. Names and units as Prometheus has them: base units, counters end in `_total`. */
export interface Gauge {
  name: string
  help: string
  value: number
}

/**
 * Serves `/metrics` in the text format of Prometheus (0.0.4): answers by class of status, memory, and `gauges`. Call it before
 * the routes that are to be counted.
 */
export function metrics(app: FastifyInstance, gauges: () => Promise<Gauge[]>): void {
  const answers = new Map(['1xx', '2xx', '3xx', '4xx', '5xx'].map((status) => [status, 0]))
  app.addHook('onResponse', async (_request, { statusCode }) => {
    const status = `${Math.floor(statusCode / 100)}xx`
    answers.set(status, (answers.get(status) ?? 0) + 1)
  })
  app.get('/metrics', { schema: { hide: true } }, async (_request, reply) => {
    const memory = {
      name: 'process_resident_memory_bytes',
      help: 'Memory this process holds.',
      value: process.memoryUsage.rss(),
    }
    const numbers = [...(await gauges()), memory].flatMap((gauge) => [
      ...about(gauge, 'gauge'),
      `${gauge.name} ${gauge.value}`,
    ])
    const requests = { name: 'holdfast_http_requests_total', help: 'Answered requests by class of status.' }
    const counts = [...answers].map(([status, count]) => `${requests.name}{status="${status}"} ${count}`)
    const lines = [...numbers, ...about(requests, 'counter'), ...counts]
    return reply.type('text/plain; version=0.0.4; charset=utf-8').send(`${lines.join('\n')}\n`)
  })
}

const about = ({ name, help }: { name: string; help: string }, type: 'gauge' | 'counter') => [
  `# HELP ${name} ${help}`,
  `# TYPE ${name} ${type}`,
]
