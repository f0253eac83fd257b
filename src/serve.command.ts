import type { Command } from 'commander'
import { configuration } from './platform/configuration.ts'
import { verb } from './platform/terminal.ts'
import { serveHoldfast } from './serve.ts'

export function serveCommand(program: Command): void {
  verb(program, 'serve', 'Run Holdfast until it is stopped (Ctrl-C)', async () => {
    const running = await serveHoldfast(configuration(process.env))
    for (const note of running.notes) process.stderr.write(`${note}\n`)
    process.stderr.write(`Holdfast is ready: ${running.address}\n`)
    await new Promise<void>((stop) => {
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop())
      void running.lost.then((error) => {
        process.stderr.write(`${error.message}\n`)
        process.exitCode = 1
        stop()
      })
    })
    await running.close()
  })
}
