import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import type { Command } from 'commander'
import { standingOf, storeStanding } from './assets/provisional-owner.store.ts'
import { withHoldfast } from './holdfast.ts'
import { readImportRow } from './imports/import.store.ts'
import { rowPage } from './imports/import-list.store.ts'
import { importKinds } from './imports/imports.operations.ts'
import { choose, setGoing, takeIn } from './imports/imports.ts'
import { preview } from './imports/preview.ts'
import { runImport } from './imports/run.ts'
import { wordings } from './ownership/wording.ts'
import { actingFor } from './people/acting.ts'
import { type Asker, write } from './platform/database/change.ts'
import { CommandRefused, verb, WrongUse } from './platform/terminal.ts'

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
        const person = await actingFor(database.reader, options.for)
        const asker: Asker = { personId: person.id, origin: 'import' }
        const provisional =
          kind === 'people' ? null : options.owner ? await actingFor(database.reader, options.owner) : person
        if (provisional && !(await standingOf(database.reader, provisional.id))) {
          const wording = wordings('provisional').en!
          if (!options.acceptProvisional || provisional.id !== person.id)
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
        const id = await takeIn(database, asker, kind, basename(file!), bytes)
        const run = await readImportRow(database.reader, id)
        const columns = Object.entries(options.map).map(([name, field]) => {
          const column = run.mapping.columns.find((one) => one.name === name)
          if (!column) throw new WrongUse(`The list has no column ${name}. It has: ${run.headings.join(', ')}`)
          return { index: column.index, field: field === '-' ? null : (field as never) }
        })
        await choose(database, asker, id, {
          columns,
          settings: {
            ...run.settings,
            kind: options.kind ?? run.settings.kind,
            currency: options.currency ?? run.settings.currency,
            dateOrder: dates ?? run.settings.dateOrder,
          },
          provisionalOwnerId: provisional?.id ?? null,
          unclear,
        })
        if (options.dryRun) {
          const chosen = await readImportRow(database.reader, id)
          if (chosen.mapping.missing.length > 0)
            throw new CommandRefused(
              `No column says ${chosen.mapping.missing.join(', ')}. Name one with --map 'Heading=field'${chosen.mapping.missing.includes('kind') ? ', or one kind for all rows with --kind' : ''}.`,
            )
          const { counts } = await preview(database.reader, chosen)
          return {
            json: {
              import: id,
              counts,
              columns: chosen.mapping.columns.map(({ name, field, message }) => ({ name, field, message })),
            },
            say: [...columnsSaid(chosen), `It would be: ${said(counts)}. Nothing was changed.`],
          }
        }
        await setGoing(database, asker, id)
        await runImport(database, id)
        const done = await readImportRow(database.reader, id)
        const counts = {
          added: done.added,
          changed: done.changed,
          same: done.same,
          waiting: done.waiting,
          refused: done.refused,
        }
        const telling = await tellingRows(database.reader, id)
        return {
          json: { import: id, counts, rows: telling, warnings: done.warnings.map((one) => one.message) },
          say: [
            ...columnsSaid(done),
            ...done.warnings.map((one) => one.message),
            ...telling.map((row) => `Line ${row.line}: ${row.outcome}. ${row.reasons.join(' ')}`),
            `Done: ${said(counts)}.`,
          ],
        }
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

const said = (counts: Record<string, number>) =>
  Object.entries(counts)
    .map(([outcome, count]) => `${count} ${outcome}`)
    .join(', ')

const columnsSaid = (run: Awaited<ReturnType<typeof readImportRow>>) =>
  run.mapping.columns.map(({ name, field, message }) => `${name}: ${field ?? 'left out'} (${message})`)

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
