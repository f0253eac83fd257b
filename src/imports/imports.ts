import { type Kind, kinds } from '../assets/asset.store.ts'
import { standIn, standingOf } from '../assets/provisional-owner.store.ts'
import { type Asker, write } from '../platform/database/change.ts'
import type { Database } from '../platform/database/connect.ts'
import { refuse } from '../platform/refusal.ts'
import { SheetError } from '../platform/sheets/error.ts'
import { type Field, fieldsOf, type ImportKind } from './fields.ts'
import { chosen, readFile } from './file.ts'
import { lockImport, moveOn, remembered, storeImport } from './import.store.ts'
import type { ImportSettings } from './imports.operations.ts'

/** Takes a file in: read, suggested, kept. Nothing is registered yet. */
export async function takeIn(
  database: Database,
  asker: Asker,
  kind: ImportKind,
  fileName: string,
  bytes: Uint8Array,
): Promise<string> {
  const file = await readFile(kind, fileName, bytes, await kinds(database.reader), (hash) =>
    remembered(database.reader, kind, hash),
  ).catch((error: unknown) => {
    if (error instanceof SheetError)
      refuse('sheet_unreadable', { reason: error.code, facts: error.facts, detail: error.message })
    throw error
  })
  return await write(
    database,
    asker,
    { operation: 'import.read' },
    async () => null,
    // Who has accepted to own what nobody else does need not say so again for each list.
    async (change) =>
      await storeImport(change, file, kind === 'assets' ? await standingOf(change.db, asker.personId!) : null),
  )
}

export interface Choice {
  columns: readonly { index: number; field: Field | null }[]
  settings: ImportSettings
  provisionalOwnerId: string | null
  unclear: 'wait' | 'register'
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
      const { mapping, twice } = chosen(present.mapping, present.kind, choice.settings, choice.columns)
      const wrong = [
        ...twice.map((field) => ({ where: field, what: 'stands for more than one column' })),
        ...unknownWords(present.kind, choice, await kinds(change.db)),
      ]
      if (wrong.length > 0) refuse('bad_input', { fields: wrong })
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
function unknownWords(kind: ImportKind, { columns, settings }: Choice, known: readonly Kind[]) {
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
