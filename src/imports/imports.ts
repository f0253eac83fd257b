import { type Kind, kinds } from '../assets/asset.store.ts'
import { keepsInventory } from '../assets/assets.operations.ts'
import { standIn, standingOf } from '../assets/provisional-owner.store.ts'
import { type Asker, write } from '../platform/database/change.ts'
import type { Database } from '../platform/database/connect.ts'
import type { Role } from '../platform/http/operation.ts'
import { refuse } from '../platform/refusal.ts'
import { SheetError } from '../platform/sheets/error.ts'
import { type Field, fieldsOf, type ImportKind } from './fields.ts'
import { chosen, readFile } from './file.ts'
import { type FileRead, type Import, lockImport, moveOn, remembered, storeImport } from './import.store.ts'
import type { ImportSettings } from './imports.operations.ts'

/** Whether somebody with these roles may bring such a list in: HR brings people, the inventory's keepers bring both. */
export function mayBring(roles: readonly Role[], kind: ImportKind): boolean {
  return roles.some(
    (role) => (keepsInventory as readonly Role[]).includes(role) || (role === 'hr' && kind === 'people'),
  )
}

/** Reads a file and suggests what its columns mean; nothing is kept. Refuses with sheet_unreadable. */
export async function readList(
  { reader }: Database,
  kind: ImportKind,
  fileName: string,
  bytes: Uint8Array,
): Promise<FileRead> {
  return await readFile(kind, fileName, bytes, await kinds(reader), (hash) => remembered(reader, kind, hash)).catch(
    (error: unknown) => {
      if (error instanceof SheetError)
        refuse('sheet_unreadable', { reason: error.code, facts: error.facts, detail: error.message })
      throw error
    },
  )
}

/** Keeps a file that was read, to be mapped and run. Nothing is registered yet. */
export async function keepList(database: Database, asker: Asker, file: FileRead): Promise<string> {
  return await write(
    database,
    asker,
    { operation: 'import.read' },
    async () => null,
    // Who has accepted to own what nobody else does need not say so again for each list.
    async (change) =>
      await storeImport(change, file, file.kind === 'assets' ? await standingOf(change.db, asker.personId!) : null),
  )
}

export interface Choice {
  columns: readonly { index: number; field: Field | null }[]
  settings: ImportSettings
  provisionalOwnerId: string | null
  unclear: 'wait' | 'register'
}

/** What the columns mean after somebody chose. Refuses with bad_input what means nothing here, or stands for two columns. */
export function mapped(
  { kind, mapping }: Pick<Import, 'kind' | 'mapping'>,
  choice: Pick<Choice, 'columns' | 'settings'>,
  known: readonly Kind[],
): Import['mapping'] {
  const { mapping: next, twice } = chosen(mapping, kind, choice.settings, choice.columns)
  const fields = [
    ...twice.map((field) => ({ where: field, what: 'stands for more than one column' })),
    ...unknownWords(kind, choice, known),
  ]
  return fields.length > 0 ? refuse('bad_input', { fields }) : next
}

/** Keeps what somebody chose for the columns and for rows without a known owner. */
export async function choose(database: Database, asker: Asker, id: string, choice: Choice): Promise<void> {
  await write(
    database,
    asker,
    { operation: 'import.map' },
    (locks) => lockImport(locks, id),
    async (change, present) => {
      if (present.state === 'running' || present.state === 'linking') refuse('import_running')
      const mapping = mapped(present, choice, await kinds(change.db))
      const provisional =
        choice.provisionalOwnerId === null
          ? null
          : ((await standingOf(change.db, choice.provisionalOwnerId)) ?? refuse('provisional_owner_missing'))
      await change.db
        .updateTable('import')
        .set({
          mapping: JSON.stringify(mapping),
          settings: JSON.stringify(choice.settings),
          provisional_id: provisional,
          unclear: choice.unclear,
        })
        .where('id', '=', id)
        .execute()
    },
  )
}

/** What was chosen and means nothing here: a field of the other kind of list or of no kind of asset, a kind that does not exist. */
function unknownWords(
  kind: ImportKind,
  { columns, settings }: Pick<Choice, 'columns' | 'settings'>,
  known: readonly Kind[],
) {
  const fields = new Set<string>(fieldsOf(kind, known))
  return [
    ...columns
      .filter(({ field }) => field !== null && !fields.has(field))
      .map(({ field }) => ({ where: field!, what: `is no field of a list of ${kind}` })),
    ...(settings.kind === null || known.some(({ id }) => id === settings.kind)
      ? []
      : [{ where: 'settings.kind', what: `${settings.kind} is no kind of asset` }]),
  ]
}

/** Sets an import going, or going again for what waits. Answers false when it is at it already: asking twice is harmless. */
export async function setGoing(database: Database, asker: Asker, id: string): Promise<boolean> {
  return await write(
    database,
    asker,
    { operation: 'import.start' },
    (locks) => lockImport(locks, id),
    async (change, present) => {
      if (present.state === 'running' || present.state === 'linking') return false
      if (present.mapping.missing.length > 0) refuse('import_not_mapped', { missing: present.mapping.missing })
      if (present.state === 'done' && present.waiting === 0) return false
      if (present.kind === 'assets')
        await standIn(change.db, present.provisional_id ?? refuse('provisional_owner_missing'))
      await moveOn(change, id, 'running')
      return true
    },
  )
}
