import { openHoldfast } from './holdfast.ts'
import type { Configuration } from './platform/configuration.ts'
import { createServer } from './server.ts'

/** Runs Holdfast until it is told to stop. Answers when it is reachable. */
export async function serveHoldfast(
  configuration: Configuration,
): Promise<{ address: string; notes: string[]; close(): Promise<void> }> {
  const holdfast = await openHoldfast(configuration, 'serve')
  try {
    const app = await createServer(holdfast, { log: true })
    await app.listen({ port: configuration.port, host: configuration.host })
    return {
      address: configuration.url,
      notes: holdfast.cluster?.notes ?? [],
      async close() {
        await app.close()
        await holdfast.close()
      },
    }
  } catch (error) {
    await holdfast.close()
    throw error
  }
}
