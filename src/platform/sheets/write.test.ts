import { buffer, text } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { Archive } from './archive.ts'
import { defaultLimits } from './limits.ts'
import { readSheet } from './read.ts'
import { type ExportColumn, type ExportRow, writeSheet } from './write.ts'

const columns: ExportColumn[] = [
  { key: 'tag', name: 'Tag' },
  { key: 'cost', name: 'Cost', type: 'number' },
  { key: 'bought', name: 'Bought', type: 'date' },
]
const plain = { mark: false }
const csv = (...rows: ExportRow[]) => text(writeSheet('csv', columns, rows, plain))

async function sheetXml(...rows: ExportRow[]): Promise<string> {
  const archive = await Archive.open(await buffer(writeSheet('xlsx', columns, rows)), defaultLimits)
  return text(archive.part('xl/worksheets/sheet1.xml'))
}

test('CSV has a mark for Excel, headings, and CR LF after every row', async () => {
  expect(await text(writeSheet('csv', columns, [['A1', '12.50', '2024-02-29']]))).toBe(
    '\ufeffTag,Cost,Bought\r\nA1,12.50,2024-02-29\r\n'.slice(1),
  )
  expect((await buffer(writeSheet('csv', columns, []))).subarray(0, 3).toString('hex')).toBe('efbbbf')
})

test('cells with delimiters, quotation marks or line breaks are quoted, empty ones stay empty', async () => {
  expect(await csv(['a,"b"\nc', null, undefined], ['', false, '2024-01-01'])).toBe(
    'Tag,Cost,Bought\r\n"a,""b""\nc",,\r\n,false,2024-01-01\r\n',
  )
})

test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '\n=1', '＝1', "'=1"])(
  'text %j that a spreadsheet program would run or eat gets an apostrophe',
  async (formula) => {
    const [, row] = (await csv([formula, 1, null])).split('Bought\r\n')
    expect(row?.replace(/^"/, '').startsWith(`'${formula.slice(0, 1)}`)).toBe(true)
  },
)

test('a negative number in a number column is no formula, a formula there is', async () => {
  expect(await csv(['A', -5, null], ['B', '-5.20', null], ['C', '-5+cmd', null])).toBe(
    "Tag,Cost,Bought\r\nA,-5,\r\nB,-5.20,\r\nC,'-5+cmd,\r\n",
  )
})

test('a heading cannot be a formula either', async () => {
  expect(await text(writeSheet('csv', [{ key: 'x', name: '=1' }], [], plain))).toBe("'=1\r\n")
})

test('a workbook holds text, numbers, days and booleans, and never a formula', async () => {
  const xml = await sheetXml(
    ['=1+1', '12.50', '2024-02-29'],
    [true, 1234567890123456, 'someday'],
    ['x', '12345678901234567', null],
  )
  expect(xml).not.toContain('<f')
  expect(xml).toContain('<c r="A2" t="inlineStr"><is><t xml:space="preserve">=1+1</t></is></c>')
  expect(xml).toContain('<c r="B2"><v>12.50</v></c><c r="C2" s="1"><v>45351</v></c>')
  expect(xml).toContain('<c r="A3" t="b"><v>1</v></c>')
  expect(xml).toContain('<c r="C3" t="inlineStr"><is><t xml:space="preserve">someday</t></is></c>')
  expect(xml).toContain('<c r="B4" t="inlineStr"><is><t xml:space="preserve">12345678901234567</t></is></c>')
})

test('the headings of a workbook are bold, stay in sight, and can be filtered by', async () => {
  const xml = await sheetXml(['A', 1, null])
  expect(xml).toContain('<c r="A1" s="2" t="inlineStr"><is><t xml:space="preserve">Tag</t></is></c>')
  expect(xml).toContain('state="frozen"')
  expect(xml).toContain('<autoFilter ref="A1:C2"/>')
})

test('a column of a workbook is as wide as its longest value at the beginning, within reason', async () => {
  const xml = await sheetXml(['x'.repeat(30), 1, null], ['y'.repeat(500), 2, null])
  expect(xml).toContain(
    '<col min="1" max="1" width="60" customWidth="1"/><col min="2" max="2" width="10" customWidth="1"/>',
  )
})

test('text longer than a cell of a workbook can hold ends in a sign that it was cut', async () => {
  const sheet = await readSheet(await buffer(writeSheet('xlsx', columns, [['x'.repeat(40_000), 1, null]])))
  expect(sheet.rows[0]?.cells[0]).toBe(`${'x'.repeat(32_766)}…`)
})

test('a name that Excel would refuse for a sheet is made one that it takes', async () => {
  const archive = await Archive.open(
    await buffer(writeSheet('xlsx', columns, [], { sheet: 'a/b:[c] & <d> e'.repeat(5) })),
    defaultLimits,
  )
  const xml = await text(archive.part('xl/workbook.xml'))
  expect(xml).toContain('<sheet name="a b  c  &amp; &lt;d&gt; ea b  c  &amp; &lt;d&gt; ea"')
})

test('JSON has one object to a line under the keys, also for no row at all', async () => {
  const json = await text(
    writeSheet('json', columns, [
      ['=A', 12.5, undefined],
      ['B', '7.10', '2024-01-01'],
    ]),
  )
  expect(JSON.parse(json)).toEqual([
    { tag: '=A', cost: 12.5, bought: null },
    { tag: 'B', cost: '7.10', bought: '2024-01-01' },
  ])
  expect(json.trim().split('\n')).toHaveLength(4)
  expect(JSON.parse(await text(writeSheet('json', columns, [])))).toEqual([])
})

test.each(['csv', 'xlsx', 'json'] as const)(
  'rows for %s are taken only as fast as they are read, and no more after a hang-up',
  async (format) => {
    let taken = 0
    let ended = false
    async function* rows(): AsyncGenerator<ExportRow> {
      try {
        for (;;) yield [`A${taken++} ${'x'.repeat(100)}`, taken, null]
      } finally {
        ended = true
      }
    }
    const stream = writeSheet(format, columns, rows())
    await new Promise((resolve) => stream.once('readable', resolve))
    stream.read(10)
    for (let i = 0; i < 200; i++) await new Promise((resolve) => setImmediate(resolve))
    expect(taken).toBeLessThan(100_000)
    stream.destroy()
    await expect.poll(() => ended).toBe(true)
  },
)

test.each(['csv', 'xlsx', 'json'] as const)(
  'a failure while rows are taken for %s breaks the file instead of ending it',
  async (format) => {
    async function* rows(): AsyncGenerator<ExportRow> {
      yield ['A', 1, null]
      throw new Error('connection lost')
    }
    await expect(buffer(writeSheet(format, columns, rows()))).rejects.toThrow('connection lost')
  },
)
