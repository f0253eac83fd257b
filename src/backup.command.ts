import type { Command } from 'commander'
import { withHoldfast } from './holdfast.ts'
import { backupTo } from './platform/database/backup.ts'
import { verb } from './platform/terminal.ts'

export function backupCommand(program: Command): void {
  verb(program, 'backup <file>', 'Write everything into one file, while Holdfast runs or not', (_options, file) =>
    withHoldfast(async ({ ownerUrl, configuration }) => {
      await backupTo(ownerUrl, file!)
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
