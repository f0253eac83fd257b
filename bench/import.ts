import { Agent } from 'node:http'
import { type Request, send } from './load.ts'

/** How many rows the two sides bring in. */
export const importedRows = 10_000

/** A list nobody has seen yet: every round brings new tags and serial numbers. */
export function list(round: string, emails: string[]): { csv: Buffer; rows: object[] } {
  const of = (n: number) => ({
    tag: `${round}-${String(n).padStart(5, '0')}`,
    name: `Torque tool Hilti ${n}`,
    kind: 'tool',
    serial: `${round}${(n * 7919).toString(36)}`.toUpperCase(),
    manufacturer: 'Hilti',
  })
  const rows = Array.from({ length: importedRows }, (_, n) => of(n))
  const lines = rows.map((row, n) => [...Object.values(row), emails[n % emails.length]].join(','))
  return { csv: Buffer.from(['Tag,Name,Kind,Serial number,Manufacturer,Owner e-mail', ...lines].join('\n')), rows }
}

/** Uploads a list to Holdfast, lets it run and waits for its end; answers the milliseconds from the first byte to the last row. */
export async function throughHoldfast(address: string, cookie: string, operator: string, csv: Buffer): Promise<number> {
  const agent = new Agent({ keepAlive: true })
  const { hostname, port } = new URL(address)
  const ask = async (request: Omit<Request, 'cookie'>) =>
    JSON.parse(await send(agent, hostname, port, { ...request, cookie }))
  try {
    const started = performance.now()
    const read = await ask({ method: 'POST', path: '/api/v1/imports?kind=assets&fileName=list.csv', body: csv })
    const path = `/api/v1/imports/${read.id}`
    const choice = { columns: [], settings: read.settings, provisionalOwnerId: operator, unclear: 'wait' }
    await ask({ method: 'PUT', path: `${path}/mapping`, body: choice })
    await ask({ method: 'POST', path: `${path}/run` })
    for (;;) {
      const { state, counts } = await ask({ method: 'GET', path })
      if (state === 'done') {
        if (counts.added !== importedRows) throw new Error(`The import ended with ${JSON.stringify(counts)}`)
        return performance.now() - started
      }
      await new Promise((later) => setTimeout(later, 50))
    }
  } finally {
    agent.destroy()
  }
}

/** The same rows in batches with their audit rows. */
export async function throughBare(address: string, rows: object[]): Promise<number> {
  const agent = new Agent({ keepAlive: true })
  const { hostname, port } = new URL(address)
  const started = performance.now()
  await send(agent, hostname, port, { method: 'POST', path: '/import', body: rows }).finally(() => agent.destroy())
  return performance.now() - started
}
