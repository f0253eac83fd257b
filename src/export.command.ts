import { createWriteStream, writeFileSync } from 'node:fs'
import { PassThrough } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import type { Command } from 'commander'
import { withHoldfast } from './holdfast.ts'
import { ledgerExport } from './ledger/export.store.ts'
import { assetSheet } from './ownership/asset-export.ts'
import { erasedPersons } from './people/erasures.ts'
import { pastOf } from './platform/past.ts'
import { type Answer, verb, WrongUse } from './platform/terminal.ts'

interface Options {
  format: string
  out?: string
  asOf?: string
  knownAt?: string
  q?: string
}

export function exportCommand(program: Command): void {
  verb<Options>(
    program,
    'export <kind>',
    'Write a list as CSV, XLSX or JSON, now or as of a past instant, or the whole ledger; kinds: assets, ledger, erasures',
    async (options, kind) => {
      if (kind === 'ledger') return await exportLedger(options)
      if (kind === 'erasures') return await exportErasures(options)
      if (kind !== 'assets')
        throw new WrongUse(`There is no list of ${kind}. Say: npx holdfast export assets, ledger or erasures`)
      const { format } = options
      if (format !== 'csv' && format !== 'xlsx' && format !== 'json')
        throw new WrongUse(`--format is ${format}; it has to be csv, xlsx or json.`)
      return await withHoldfast(async ({ database }) => {
        const sheet = assetSheet(database, { q: options.q }, format, pastOf(options, new Date().toISOString()))
        const file = options.out ?? sheet.name
        await pipeline(sheet.bytes, createWriteStream(file, { flags: 'wx' }))
        return { json: { file }, say: `Written to ${file}.` }
      })
    },
  )
    .option('--format <format>', 'csv, xlsx or json', 'csv')
    .option('--out <file>', 'where to write; an existing file is never overwritten')
    .option('--as-of <instant>', 'how it was then')
    .option('--known-at <instant>', 'as far as it was recorded by then')
    .option('--q <fragment>', 'only assets whose name, serial or tag has this')
}

/** The ledger with its register, for `holdfast verify`; compressed where the name ends so. */
async function exportLedger({ format, out, asOf, knownAt, q }: Options): Promise<Answer> {
  if ((format !== 'csv' || asOf) ?? knownAt ?? q)
    throw new WrongUse('The ledger is exported whole, as NDJSON: only --out goes with it.')
  return await withHoldfast(async ({ database }) => {
    const file = out ?? `ledger-${new Date().toISOString().slice(0, 16).replace(/[:T]/g, '-')}.ndjson.gz`
    const compressed = file.endsWith('.gz') ? createGzip() : new PassThrough()
    await pipeline(ledgerExport(database), compressed, createWriteStream(file, { flags: 'wx' }))
    return { json: { file }, say: `Written to ${file}. Check it with: npx holdfast verify ${file}` }
  })
}

/** Ids of erased persons, one on each line, for `holdfast restore --erased`: a backup does not know who was erased after it. */
async function exportErasures({ out }: Options): Promise<Answer> {
  return await withHoldfast(async ({ database }) => {
    const ids = await erasedPersons(database.reader)
    const file = out ?? 'erasures.txt'
    writeFileSync(file, ids.map((id) => `${id}\n`).join(''), { flag: 'wx' })
    return { json: { file, erasures: ids.length }, say: `Written to ${file}.` }
  })
}
