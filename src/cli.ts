import { Command } from 'commander'
import { commands } from './commands.ts'
import { sentenceOf } from './failure.ts'
import { runProgram } from './platform/terminal.ts'

const program = new Command('holdfast').description(
  'The asset-ownership register: one accountable person for every asset, and the proof.',
)
for (const add of commands) add(program)
process.exitCode = await runProgram(program, process.argv, sentenceOf)
