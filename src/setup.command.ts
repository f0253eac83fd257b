import { readFileSync } from 'node:fs'
import type { Command } from 'commander'
import { deliverKinds } from './assets/delivered-kinds.ts'
import { withHoldfast } from './holdfast.ts'
import { setUp } from './people/setup.ts'
import { signInFlows } from './people/sign-in.ts'
import { verb, WrongUse } from './platform/terminal.ts'

interface Options {
  organisation: string
  adminEmail: string
  adminName: string
  passwordFile: string
  language: string
  sampleClock?: boolean
  at?: string
}

export function setUpCommand(program: Command): void {
  verb<Options>(
    program,
    'setup',
    'Name the organisation and make the first administrator (the wizard, for machines)',
    async (options) => {
      const { language } = options
      if (language !== 'en' && language !== 'de')
        throw new WrongUse(`--language is ${language}; it has to be en or de.`)
      if (options.at !== undefined && !options.sampleClock)
        throw new WrongUse('--at goes with --sample-clock: only a sample register may name instants.')
      if (options.at !== undefined && Number.isNaN(Date.parse(options.at)))
        throw new WrongUse(`--at is ${options.at}; it has to be an instant such as 2024-11-20T08:00:00Z.`)
      const password = readFileSync(options.passwordFile, 'utf8').replace(/\r?\n$/, '')
      const sample = options.sampleClock ? { at: new Date(options.at ?? Date.now()).toISOString() } : null
      return await withHoldfast(async ({ database, secret, configuration }) => {
        const flows = signInFlows(database.pool, secret.key('sessions').toString('base64'), configuration.url)
        const wish = {
          organisation: options.organisation,
          language,
          admin: { name: options.adminName, email: options.adminEmail, password },
          mail: null,
        } as const
        const { personId } = await setUp(
          database,
          flows,
          { personId: null, origin: 'setup' },
          wish,
          deliverKinds,
          sample?.at,
        )
        return {
          json: { personId },
          say: `${options.organisation} is set up. ${options.adminName} signs in as ${options.adminEmail}.`,
        }
      }, sample)
    },
  )
    .requiredOption('--organisation <name>', 'name of the organisation')
    .requiredOption('--admin-email <address>', 'e-mail address of the first administrator')
    .requiredOption('--admin-name <name>', 'name of the first administrator')
    .requiredOption('--password-file <file>', 'file with their password, at least 12 characters')
    .option('--language <language>', 'en or de', 'en')
    .option(
      '--sample-clock',
      'make a register that is a sample for ever, the only kind whose changes name their instants',
    )
    .option('--at <instant>', 'where the sample clock begins')
}
