import { configuration } from '../src/platform/configuration.ts'
import { serveHoldfast } from '../src/serve.ts'

// Holdfast as it runs in production, in a process of its own; says where.

const running = await serveHoldfast(configuration(process.env))
console.log(running.address)
process.on('SIGTERM', async () => {
  await running.close()
  process.exit(0)
})
