import { repeatedWork } from './capabilities.ts'
import { openHoldfast } from './holdfast.ts'
import type { Configuration } from './platform/configuration.ts'
import type { ClusterError } from './platform/database/cluster/error.ts'
import { every } from './platform/time/every.ts'
import { createServer } from './server.ts'

export interface Running {
  address: string
  /** Sentences for the person who started it. */
  notes: string[]
  /** Resolves when the database has gone for good. */
  lost: Promise<ClusterError>
  close(): Promise<void>
}

/** Runs Holdfast until it is told to stop. Answers when it is reachable. */
export async function serveHoldfast(configuration: Configuration): Promise<Running> {
  const holdfast = await openHoldfast(configuration, 'serve')
  try {
    const app = await createServer(holdfast, { log: true })
    await app.listen({ port: configuration.port, host: configuration.host })
    const work = repeatedWork(holdfast).map(({ seconds, name, run, last }) => ({
      last,
      ...every(seconds * 1000, run, (error) => app.log.error({ err: error, work: name }, 'repeated work failed')),
    }))
    return {
      address: configuration.url,
      notes: holdfast.cluster?.notes ?? [],
      lost: holdfast.cluster?.lost ?? new Promise(() => {}),
      async close() {
        await app.close()
        for (const one of work) await one.stop()
        for (const one of work) if (one.last) await one.now()
        await holdfast.close()
      },
    }
  } catch (error) {
    await holdfast.close()
    throw error
  }
}
