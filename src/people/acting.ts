import type { Reader } from '../platform/database/connect.ts'
import { CommandRefused } from '../platform/terminal.ts'

/** The person a command acts for: the one with this e-mail address, else the only administrator. Refused where that is not clear. */
export async function actingFor(db: Reader, email: string | undefined): Promise<{ id: string; name: string }> {
  if (email !== undefined) {
    const person = await db
      .selectFrom('person')
      .select(['id', 'name', 'state'])
      .where((eb) => eb.fn('lower', ['email']), '=', email.toLowerCase())
      .executeTakeFirst()
    if (!person || person.state === 'left')
      throw new CommandRefused(`Nobody here has the e-mail address ${email}. Name a person of the register with --for.`)
    return person
  }
  const administrators = await db
    .selectFrom('role_grant')
    .innerJoin('person', 'person.id', 'person_id')
    .select(['person.id', 'person.name'])
    .where('role', '=', 'administrator')
    .where('ended_at', 'is', null)
    .execute()
  if (administrators.length === 0)
    throw new CommandRefused(
      'This register is not set up yet. Open its address in a browser, or run `npx holdfast setup`.',
    )
  if (administrators.length > 1)
    throw new CommandRefused('There is more than one administrator. Say for whom this is done: --for EMAIL')
  return administrators[0]!
}
