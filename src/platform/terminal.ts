import { type Command, CommanderError } from 'commander'

/** What a command answers: one object for machines, one or more sentences for people. */
export interface Answer {
  json: Record<string, unknown>
  say: string | string[]
  /** It was done, and what came out is a no: exit code 1. */
  no?: boolean
}

class SaidNo extends Error {}

/** A refusal of the command line: exit code 1, its sentence on standard error. */
export class CommandRefused extends Error {}

/** Wrong use: exit code 2. */
export class WrongUse extends Error {}

/** Adds one verb. `work` does it and answers; its errors become one sentence and the exit code that fits. */
export function verb<Options>(
  program: Command,
  usage: string,
  description: string,
  work: (options: Options & { json?: boolean }, ...args: string[]) => Promise<Answer | void>,
): Command {
  return program
    .command(usage)
    .description(description)
    .option('--json', 'answer with one JSON object on standard output')
    .action(async (...given: unknown[]) => {
      const command = given.at(-1) as Command
      const options = command.opts() as Options & { json?: boolean }
      const args = given.slice(0, -2).filter((arg): arg is string => typeof arg === 'string')
      const answer = await work(options, ...args)
      if (!answer) return
      process.stdout.write(options.json ? `${JSON.stringify(answer.json)}\n` : `${[answer.say].flat().join('\n')}\n`)
      if (answer.no) throw new SaidNo()
    })
}

/** Runs the program: exit codes 0 done, 1 refused with the reason, 2 wrong use. */
export async function runProgram(
  program: Command,
  argv: string[],
  sentence: (error: unknown) => string | undefined,
): Promise<number> {
  const strict = (command: Command) => {
    command.exitOverride()
    command.commands.forEach(strict)
  }
  strict(program)
  try {
    await program.parseAsync(argv)
    return 0
  } catch (error) {
    if (error instanceof SaidNo) return 1
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
    const json = argv.includes('--json')
    const message = error instanceof CommandRefused || error instanceof WrongUse ? error.message : sentence(error)
    if (json && message !== undefined)
      process.stdout.write(`${JSON.stringify({ error: (error as { code?: string }).code ?? 'refused', message })}\n`)
    process.stderr.write(`${message ?? (error instanceof Error ? error.stack : String(error))}\n`)
    return error instanceof WrongUse ? 2 : 1
  }
}
