import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readSheet } from '../platform/sheets/read.ts'
import { decimalSign } from './amounts.ts'
import { dateOrders } from './dates.ts'
import { type ImportKind, valueType } from './fields.ts'
import { suggestMapping } from './mapping.ts'
import { kindOfPerson, noSettings, readValue } from './values.ts'

/** Files that other tools wrote; see platform/sheets. */
const samples = process.env.HOLDFAST_SAMPLES ?? '../shared/samples'

/** The list as the import would propose it: each row by field, problems by their code. */
async function proposed(kind: ImportKind, file: string) {
  const { columns, rows } = await readSheet(await readFile(join(samples, file)))
  const mapping = suggestMapping(kind, columns, rows)
  const uses = mapping.columns.flatMap(({ index, field }) =>
    field ? [{ field, cells: rows.map(({ cells }) => cells[index]!) }] : [],
  )
  const dates = uses.filter(({ field }) => valueType(field) === 'date')
  const orders = dateOrders(dates.map(({ cells }) => cells))
  const columnsRead = uses.map(({ field, cells }) => {
    const dateOrder = orders[dates.findIndex((date) => date.field === field)]?.order ?? null
    const settings = { ...noSettings, dateOrder, decimalSign: decimalSign(cells), currency: 'EUR' }
    const read = cells.map((cell) => readValue(field, cell, settings, kindOfPerson))
    return [field, read.map((reading) => ('problem' in reading ? reading.problem.code : reading.value))] as const
  })
  const things = rows.map((_, at) => Object.fromEntries(columnsRead.map(([field, read]) => [field, read[at]])))
  return { ...mapping, things }
}

describe.runIf(existsSync(samples))('lists of other tools', () => {
  test('a thousand people of an HR system with their managers, every cell understood', async () => {
    const { preset, key, missing, things } = await proposed('people', 'hr/entra-csv-with-1000-records.csv')
    expect([preset?.id, key, missing]).toEqual(['entra-hr', 'personnelNumber', []])
    expect(things[0]).toEqual({
      personnelNumber: '1222',
      state: 'inactive',
      kind: 'contractor',
      username: 'EMP1222',
      givenName: 'Talya',
      familyName: 'Fleeta',
      name: 'Talya Fleeta',
      'manager.personnelNumber': { by: 'personnelNumber', text: '1684', key: '1684' },
      startDate: '2013-01-01',
      department: 'Sales',
      company: 'Woodgrove',
      site: 'Europe',
      jobTitle: 'Sales Executive',
    })
    const problems = things
      .flatMap((thing) => Object.values(thing))
      .filter((value) => typeof value === 'string' && /_unknown$/.test(value))
    expect(problems).toEqual([])
  })

  test('assets of Snipe-IT: who they are checked out to is the holder, nobody is the owner', async () => {
    const { preset, columns, things } = await proposed('assets', 'snipeit/assets-sample.csv')
    expect(preset?.id).toBe('snipeit-assets')
    expect(columns.filter(({ field }) => field?.startsWith('owner'))).toEqual([])
    expect(things[1]).toMatchObject({
      tag: 'WBH-2841795',
      purchasedOn: '2022-11-14',
      cost: { minor: 129294, currency: 'EUR' },
      'holder.email': { by: 'email', key: 'gmccrackem2a@bing.com' },
      'holder.givenName': 'Gage',
      supportEndsOn: '2028-10-27',
    })
    expect(things[2]).toMatchObject({ 'holder.place': 'Pacocha-Kiehn', 'holder.email': null })
  })

  test('the broken list of Snipe-IT: month before day, months of warranty, two columns of the same name', async () => {
    const { columns, things } = await proposed('assets', 'snipeit/assets-sample-BAD.csv')
    expect(columns.find(({ name }) => name === 'Category (2)')).toMatchObject({ field: null, reason: 'taken' })
    expect(things[0]).toMatchObject({
      tag: '970882174-8',
      purchasedOn: '2016-04-05',
      warrantyMonths: 14,
      cost: { minor: 13328959, currency: 'EUR' },
      'holder.name': { text: 'Bonnie Nelson' },
    })
    expect(things.every(({ purchasedOn }) => /^\d{4}-\d\d-\d\d$/.test(String(purchasedOn)))).toBe(true)
  })

  test('licences of Snipe-IT with prices in dollars', async () => {
    const { assetKind, things, missing } = await proposed('assets', 'snipeit/licenses-sample.csv')
    expect([assetKind, missing]).toEqual(['licence', []])
    expect(things[0]).toMatchObject({
      cost: { minor: 1258, currency: 'USD' },
      purchasedOn: '2008-11-24',
      orderNumber: '749317252-8',
    })
  })

  test('people of Snipe-IT: activated is no state of the USA', async () => {
    const { preset, things } = await proposed('people', 'snipeit/users-sample.csv')
    expect(preset?.id).toBe('snipeit-users')
    expect(things[0]).toMatchObject({
      state: 'active',
      email: 'rtenant0@istockphoto.com',
      startDate: '2022-03-18',
      endDate: '2022-12-04',
    })
    expect(things[1]).toMatchObject({ state: 'inactive' })
  })

  test('assets of Ralph: the words beside its own numbers are read, its states by its own numbers', async () => {
    const { preset, things } = await proposed('assets', 'ralph/management_ip_existing.csv')
    expect(preset?.meanings?.status?.[2]).toBe('in_use')
    expect(things[0]).toMatchObject({
      name: 'EMC1-3',
      serial: 'M000000015L',
      model: '[Storage] EMC',
      place: 'R31 (SZ_1OFFICE/SZ_1OFFICE_1FL)',
      currency: 'PLN',
    })
  })
})
