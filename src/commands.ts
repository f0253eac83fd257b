import type { Command } from 'commander'
import { backupCommand } from './backup.command.ts'
import { doctorCommand } from './doctor.command.ts'
import { exportCommand } from './export.command.ts'
import { importCommand } from './import.command.ts'
import { restoreCommand } from './restore.command.ts'
import { sampleCommand } from './sample.command.ts'
import { serveCommand } from './serve.command.ts'
import { setUpCommand } from './setup.command.ts'
import { tokenCommand } from './token.command.ts'
import { verifyCommand } from './verify.command.ts'

/** Every verb of the command line, in the order `--help` shows them. */
export const commands: ((program: Command) => void)[] = [
  serveCommand,
  setUpCommand,
  sampleCommand,
  importCommand,
  exportCommand,
  verifyCommand,
  backupCommand,
  restoreCommand,
  tokenCommand,
  doctorCommand,
]
