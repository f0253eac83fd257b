import { createWriteStream, rmSync } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import type { Command } from 'commander'
import { withHoldfast } from './holdfast.ts'
import { backup } from './platform/database/backup.ts'
import { connectSingle } from './platform/database/connect.ts'
import { verb } from './platform/terminal.ts'

export function backupCommand(program: Command): void {
  verb(program, 'backup <file>', 'Write everything into one file, while Holdfast runs or not', (_options, file) =>
    withHoldfast(async ({ ownerUrl, configuration }) => {
      const single = await connectSingle(ownerUrl)
      try {
        const out = createWriteStream(file!, { flags: 'wx', mode: 0o600, flush: true })
        await pipeline(backup(single.client), createGzip(), out).catch((error) => {
          if (out.path && error.code !== 'EEXIST') rmSync(file!, { force: true })
          throw error
        })
      } finally {
        await single.close()
      }
      return {
        json: { file },
        say: [
          `Written to ${file}. It holds personal data: keep it as you keep the register.`,
          `The secret is not in it. Keep ${configuration.secretFile} too, and in another place.`,
        ],
      }
    }),
  )
}
