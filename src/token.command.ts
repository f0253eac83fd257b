import type { Command } from 'commander'
import { withHoldfast } from './holdfast.ts'
import { actingFor } from './people/acting.ts'
import { roles } from './people/people.operations.ts'
import { rolesOf } from './people/person.store.ts'
import { createToken } from './people/token.store.ts'
import { write } from './platform/database/change.ts'
import { CommandRefused, verb, WrongUse } from './platform/terminal.ts'

interface Options {
  name: string
  role: string
  readOnly?: boolean
  for?: string
}

export function tokenCommand(program: Command): void {
  const token = program.command('token').description('Tokens for programs that use the API')
  verb<Options>(token, 'create', 'Create a token; its secret is shown once', async (options) => {
    const role = [...roles, 'employee' as const].find((one) => one === options.role)
    if (!role)
      throw new WrongUse(`--role is ${options.role}; it has to be one of ${[...roles, 'employee'].join(', ')}.`)
    return await withHoldfast(async ({ database }) => {
      const person = await actingFor(database.reader, options.for)
      if (role !== 'employee' && !(await rolesOf(database.reader, person.id)).includes(role))
        throw new CommandRefused(
          `${person.name} does not have the role ${role}; a token never has more than its person.`,
        )
      const made = await write(
        database,
        { personId: person.id, origin: 'command' },
        { operation: 'token.create' },
        async () => null,
        (change) =>
          createToken(change, {
            personId: person.id,
            name: options.name,
            role,
            readOnly: options.readOnly ?? false,
            expiresAt: null,
          }),
      )
      return { json: { token: made.token, id: made.id }, say: made.token }
    })
  })
    .requiredOption('--name <name>', 'what it is for')
    .requiredOption('--role <role>', 'which of its person’s roles it carries')
    .option('--read-only', 'it may only read')
    .option('--for <email>', 'the person it acts for (default: the only administrator)')
}
