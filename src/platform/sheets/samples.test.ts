import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readSheet } from './read.ts'

/** Files that other tools wrote. They are not part of the project: their licences differ, and some are large. */
const samples = process.env.HOLDFAST_SAMPLES ?? '../shared/samples'
const read = async (file: string) => readSheet(await readFile(join(samples, file)))

describe.runIf(existsSync(samples))('files of other tools', () => {
  test.each([
    ['hr/entra-csv-with-1000-records.csv', 'utf-8', ',', 24, 1000, 1001],
    ['hr/midpoint-hris-initial_data.csv', 'utf-8', ',', 8, 50, 51],
    ['snipeit/assets-sample.csv', 'utf-8', ',', 21, 22, 23],
    ['snipeit/assets-sample-BAD.csv', 'macintosh', ',', 20, 200, 201],
    ['snipeit/licenses-sample.csv', 'utf-8', ',', 20, 50, 145],
    ['snipeit/users-sample.csv', 'utf-8', ',', 23, 100, 101],
    ['ralph/back_office_assets.csv', 'utf-8', ',', 7, 2, 3],
    ['ralph/management_ip_existing.csv', 'utf-8', ',', 46, 1, 2],
    ['ralph/warehouses_tab.csv', 'utf-8', '\t', 2, 3, 4],
    ['expenses-csv/commerzbank.csv', 'utf-8', ';', 9, 1, 2],
    ['expenses-csv/kbc-mastercard-business.csv', 'utf-8', ';', 16, 3, 4],
    ['expenses-csv/sparkasse-latin1-card.csv', 'windows-1252', ';', 16, 1, 2],
  ])('%s is read whole', async (file, encoding, delimiter, columns, rows, lastLine) => {
    const sheet = await read(file)
    expect([sheet.encoding, sheet.delimiter, sheet.columns.length, sheet.rows.length]).toEqual([
      encoding,
      delimiter,
      columns,
      rows,
    ])
    expect(sheet.rows.at(-1)?.line).toBe(lastLine)
    expect(sheet.rows.every((row) => row.surplus === undefined)).toBe(true)
  })

  test('the Snipe-IT list that an old Mac saved tells of its guessed letters, its double headings and its garbled names', async () => {
    const sheet = await read('snipeit/assets-sample-BAD.csv')
    expect(sheet.warnings.map(({ code }) => code)).toEqual(['guessed_encoding', 'same_heading', 'garbled_letters'])
    expect(sheet.columns.map(({ name }) => name)).toContain('Category (2)')
    expect(sheet.rows[0]?.line).toBe(2)
    expect(sheet.rows[0]?.cells.slice(0, 3)).toEqual(['Bonnie Nelson', 'bnelson0@cdbaby.com', 'bnelson0'])
  })
})
