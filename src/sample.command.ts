import type { Command } from 'commander'
import { withHoldfast } from './holdfast.ts'
import { actingFor } from './people/acting.ts'
import { verb } from './platform/terminal.ts'
import { makeSample } from './sample/sample.ts'

export function sampleCommand(program: Command): void {
  verb<{ for?: string }>(program, 'sample', 'Put a small sample plant into an empty register', (options) =>
    withHoldfast(async ({ database, installation }) => {
      const person = await actingFor(database.reader, options.for)
      const made = await makeSample(database, person.id, installation.sampleClock)
      return { json: made, say: `${made.people} people and ${made.assets} assets are there to look at.` }
    }),
  ).option('--for <email>', 'the person who registers it (default: the only administrator)')
}
