import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import type { Command } from 'commander'
import { kinds } from './assets/asset.store.ts'
import { standingOf, storeStanding } from './assets/provisional-owner.store.ts'
import { withHoldfast } from './holdfast.ts'
import type { Field } from './imports/fields.ts'
import { type FileRead, readImportRow } from './imports/import.store.ts'
import { rowPage } from './imports/import-list.store.ts'
import { importKinds } from './imports/imports.operations.ts'
import { choose, keepList, mapped, mayBring, readList, setGoing } from './imports/imports.ts'
import { preview } from './imports/preview.ts'
import { runImport } from './imports/run.ts'
import { wordings } from './ownership/wording.ts'
import { actingFor } from './people/acting.ts'
import { rolesOf } from './people/person.store.ts'
import { type Asker, write } from './platform/database/change.ts'
import type { Database } from './platform/database/connect.ts'
import { Refusal } from './platform/refusal.ts'
import { type Answer, CommandRefused, verb, WrongUse } from './platform/terminal.ts'

interface Options {
  for?: string
  map: Record<string, string>
  kind?: string
  currency?: string
  dates?: string
  owner?: string
  unclear: string
  acceptProvisional?: boolean
  dryRun?: boolean
}

export function importCommand(program: Command): void {
  verb<Options>(
    program,
    'import <list> <file>',
    `Bring a CSV or XLSX list in; lists: ${importKinds.join(', ')}`,
    async (options, list, file) => {
      const kind = importKinds.find((one) => one === list)
      if (!kind)
        throw new WrongUse(
          `There is no list of ${list}. Say: npx holdfast import people FILE, or npx holdfast import assets FILE`,
        )
      const { unclear } = options
      if (unclear !== 'wait' && unclear !== 'register')
        throw new WrongUse(`--unclear is ${unclear}; it has to be wait or register.`)
      const { dates } = options
      if (dates !== undefined && dates !== 'dmy' && dates !== 'mdy')
        throw new WrongUse(`--dates is ${dates}; it has to be dmy (31.12.2026) or mdy (12/31/2026).`)
      if (options.currency !== undefined && !/^[A-Z]{3}$/.test(options.currency))
        throw new WrongUse(`--currency is ${options.currency}; it has to be a code such as EUR.`)
      const bytes = readFileSync(file!)
      return await withHoldfast(async ({ database }) => {
        const { reader } = database
        const person = await actingFor(reader, options.for)
        if (!mayBring(await rolesOf(reader, person.id), kind))
          throw new CommandRefused(`${person.name} has no role that brings a list of ${kind} in.`)
        const read = await readList(database, kind, basename(file!), bytes).catch(inDetail)
        const choice = { columns: columnsChosen(read, options.map), settings: settingsChosen(read, options) }
        const known = await kinds(reader)
        const mapping = await Promise.resolve()
          .then(() => mapped(read, choice, known))
          .catch(inDetail)
        if (mapping.missing.length > 0)
          throw new CommandRefused(
            `No column says ${mapping.missing.join(', ')}. Name one with --map 'Heading=field'${mapping.missing.includes('kind') ? ', or one kind for all rows with --kind' : ''}.`,
          )
        if (options.dryRun) return await told(database, { ...read, ...choice, mapping, unclear })
        const provisional = kind === 'people' ? null : options.owner ? await actingFor(reader, options.owner) : person
        const asker: Asker = { personId: person.id, origin: 'import' }
        if (provisional) await standsIn(database, asker, person, provisional, options.acceptProvisional === true)
        const id = await keepList(database, asker, read)
        await choose(database, asker, id, { ...choice, provisionalOwnerId: provisional?.id ?? null, unclear })
        await setGoing(database, asker, id)
        await runImport(database, id)
        return await done(reader, id)
      })
    },
  )
    .option('--for <email>', 'the person who brings it in (default: the only administrator)')
    .option(
      '--map <heading=field>',
      'say what a column means, - to leave it out; may stand more than once',
      (text: string, all: Record<string, string>) => {
        const at = text.lastIndexOf('=')
        return at < 1 ? all : { ...all, [text.slice(0, at)]: text.slice(at + 1) }
      },
      {},
    )
    .option('--kind <kind>', 'the kind of assets whose row does not say a known one')
    .option('--currency <code>', 'the currency of prices that do not name theirs')
    .option('--dates <order>', 'dmy or mdy, where the dates of the list can be read both ways')
    .option('--owner <email>', 'the provisional owner (default: the person who brings it in)')
    .option('--unclear <what>', 'rows without a known owner: wait, or register under the provisional owner', 'wait')
    .option('--accept-provisional', 'accept, in words, to be the provisional owner')
    .option('--dry-run', 'say what would happen, and change nothing in the register')
}

/** The screens show the details of a refusal beside its sentence; here they are the sentence. */
function inDetail(error: unknown): never {
  if (!(error instanceof Refusal)) throw error
  const { detail, fields } = error.details as { detail?: string; fields?: { where: string; what: string }[] }
  if (fields) throw new WrongUse(`${fields.map(({ where, what }) => `${where} ${what}`).join('; ')}.`)
  throw detail ? new CommandRefused(detail) : error
}

type Named = { id: string; name: string }

function columnsChosen({ mapping, headings }: FileRead, map: Options['map']) {
  return Object.entries(map).map(([name, field]) => {
    const column = mapping.columns.find((one) => one.name === name)
    if (!column) throw new WrongUse(`The list has no column ${name}. It has: ${headings.join(', ')}`)
    return { index: column.index, field: field === '-' ? null : (field as Field) }
  })
}

const settingsChosen = ({ settings }: FileRead, { kind, currency, dates }: Options): FileRead['settings'] => ({
  ...settings,
  kind: kind ?? settings.kind,
  currency: currency ?? settings.currency,
  dateOrder: (dates as 'dmy' | 'mdy' | undefined) ?? settings.dateOrder,
})

/** What would happen; the list is not even kept. */
async function told({ reader }: Database, list: FileRead & { unclear: 'wait' | 'register' }): Promise<Answer> {
  const rows = list.rows.map(({ line, cells }) => ({ line, cells, subject_id: null }))
  const { counts } = await preview(reader, { ...list, id: '' }, async (line) =>
    rows.filter((row) => row.line > line).slice(0, 2000),
  )
  return {
    json: { counts, columns: list.mapping.columns.map(({ name, field, message }) => ({ name, field, message })) },
    say: [...columnsSaid(list), `It would be: ${said(counts)}. Nothing was changed.`],
  }
}

/** The provisional owner has accepted, or does so now in words, but only for themselves. */
async function standsIn(
  database: Database,
  asker: Asker,
  person: Named,
  provisional: Named,
  accept: boolean,
): Promise<void> {
  if (await standingOf(database.reader, provisional.id)) return
  const wording = wordings('provisional').en!
  if (!accept || provisional.id !== person.id)
    throw new CommandRefused(
      `${provisional.name} has not accepted yet to be the provisional owner. They do so on their page, or ${person.name} does here with --accept-provisional, which says: “${wording}”`,
    )
  await write(
    database,
    asker,
    { operation: 'provisional_owner.accept' },
    async () => null,
    (change) => storeStanding(change, person.id, wording),
  )
}

async function done(reader: Database['reader'], id: string): Promise<Answer> {
  const run = await readImportRow(reader, id)
  const { added, changed, same, waiting, refused } = run
  const counts = { added, changed, same, waiting, refused }
  const telling = await tellingRows(reader, id)
  const warnings = run.warnings.map((one) => one.message)
  return {
    json: { import: id, counts, rows: telling, warnings },
    say: [
      ...columnsSaid(run),
      ...warnings,
      ...telling.map((row) => `Line ${row.line}: ${row.outcome}. ${row.reasons.join(' ')}`),
      `Done: ${said(counts)}.`,
    ],
  }
}

const said = (counts: Record<string, number>) =>
  Object.entries(counts)
    .map(([outcome, count]) => `${count} ${outcome}`)
    .join(', ')

const columnsSaid = ({ mapping }: Pick<FileRead, 'mapping'>) =>
  mapping.columns.map(({ name, field, message }) => `${name}: ${field ?? 'left out'} (${message})`)

async function tellingRows(db: Parameters<typeof rowPage>[0], id: string) {
  const rows = [
    ...(await rowPage(db, id, { outcome: 'refused' }, 0, 200)).items,
    ...(await rowPage(db, id, { outcome: 'waiting' }, 0, 200)).items,
  ]
  return rows.map((row) => ({
    line: row.line,
    outcome: row.outcome,
    reasons: row.problems.map((one) => (one.column ? `${one.column}: ${one.message}` : one.message)),
  }))
}
