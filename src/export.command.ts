import { createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import type { Command } from 'commander'
import { withHoldfast } from './holdfast.ts'
import { assetSheet } from './ownership/asset-export.ts'
import { pastOf } from './platform/past.ts'
import { verb, WrongUse } from './platform/terminal.ts'

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
    'Write a list as CSV, XLSX or JSON, now or as of a past instant; kinds: assets',
    async (options, kind) => {
      if (kind !== 'assets') throw new WrongUse(`There is no list of ${kind}. Say: npx holdfast export assets`)
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
