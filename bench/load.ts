import { Agent, request } from 'node:http'

export interface Request {
  method: 'GET' | 'POST' | 'PUT'
  path: string
  body?: unknown
  cookie?: string
}

/** What one round showed. Latencies in milliseconds. */
export interface Round {
  perSecond: number
  median: number
  requests: number
}

/**
 * Sends requests over so many connections, each its next when the last is answered, until the time is up or `next` has no more.
 * Any answer but 2xx is an error: a fast refusal is not a fast register.
 */
export async function round(
  address: string,
  connections: number,
  seconds: number,
  next: () => Request | undefined,
): Promise<Round> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  const { hostname, port } = new URL(address)
  const latencies: number[] = []
  const started = performance.now()
  const until = started + seconds * 1000
  const connection = async () => {
    for (;;) {
      const wanted = performance.now() < until ? next() : undefined
      if (!wanted) return
      const sent = performance.now()
      await send(agent, hostname, port, wanted)
      latencies.push(performance.now() - sent)
    }
  }
  try {
    await Promise.all(Array.from({ length: connections }, connection))
  } finally {
    agent.destroy()
  }
  const took = (performance.now() - started) / 1000
  return { perSecond: latencies.length / took, median: median(latencies), requests: latencies.length }
}

/** Sends one request and reads the answer to its end. */
export function send(
  agent: Agent,
  hostname: string,
  port: string,
  { method, path, body, cookie }: Request,
): Promise<string> {
  const payload = body === undefined ? undefined : Buffer.isBuffer(body) ? body : Buffer.from(JSON.stringify(body))
  const headers = {
    ...(cookie && { cookie }),
    ...(payload && {
      'content-type': Buffer.isBuffer(body) ? 'application/octet-stream' : 'application/json',
      'content-length': payload.length,
    }),
  }
  return new Promise((done, fail) => {
    const outgoing = request({ agent, hostname, port, method, path, headers }, (response) => {
      const chunks: Buffer[] = []
      const ok = response.statusCode! >= 200 && response.statusCode! < 300
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () => {
        const answer = Buffer.concat(chunks).toString('latin1')
        if (ok) done(answer)
        else fail(new Error(`${method} ${path}: ${response.statusCode} ${answer}`))
      })
      response.on('error', fail)
    })
    outgoing.on('error', fail)
    outgoing.end(payload)
  })
}

export function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length / 2
  return sorted.length % 2 === 1 ? sorted[Math.floor(middle)]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}
