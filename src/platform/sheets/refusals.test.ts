import { expect, test } from 'vitest'
import { archive, rows, workbook } from './fixtures/workbook.ts'
import { readSheet } from './read.ts'

const ole = (stream: string) =>
  Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(512), Buffer.from(stream, 'utf16le')])

test.each([
  ['nothing', Buffer.alloc(0), 'file_empty'],
  ['blank lines', Buffer.from('\r\n\n  \n'), 'file_empty'],
  ['delimiters alone', Buffer.from(',,,\n,,,\n'), 'file_empty'],
  ['a workbook of the old format', ole('Workbook'), 'old_xls'],
  ['a workbook with a password', ole('EncryptedPackage'), 'password_protected'],
  ['a PDF', Buffer.from('%PDF-1.7\n'), 'not_a_sheet'],
  ['a picture', Buffer.from('89504e470d0a1a0a', 'hex'), 'not_a_sheet'],
  ['a web page', Buffer.from('<html><table><tr><td>Tag</td></tr></table></html>'), 'not_a_sheet'],
  ['an XML workbook', Buffer.from('<?xml version="1.0"?><Workbook xmlns="urn"></Workbook>'), 'not_a_sheet'],
  ['JSON', Buffer.from('[{"tag": "A1"}]'), 'not_a_sheet'],
  ['a binary file', Buffer.from([1, 2, 3, 0, 0, 0, 7, 0, 0, 9]), 'not_a_sheet'],
  ['half a workbook', Buffer.from('PK\x03\x04 cut'), 'broken_workbook'],
])('%s is refused', async (_, bytes, code) => {
  await expect(readSheet(bytes)).rejects.toMatchObject({ name: 'SheetError', code })
})

test.each([
  ['mimetype', 'This is an OpenDocument file'],
  ['word/document.xml', 'This is a Word document'],
  ['xl/workbook.bin', 'This is a binary workbook (.xlsb)'],
  ['readme.txt', 'This is a zip archive'],
])('an archive with %s is called by its name', async (part, sentence) => {
  await expect(archive({ [part]: 'x' }).then((bytes) => readSheet(bytes))).rejects.toThrow(sentence)
})

const three = 'Tag,Name,Site\nA,b,c\nD,e,f\n'

test.each([
  ['file_too_large', { file: 10 }, { limit: 0 }],
  ['cell_too_long', { cellLength: 3 }, { line: 1, column: 'B' }],
  ['too_many_columns', { columns: 2 }, { line: 1, limit: 2 }],
  ['too_many_rows', { rows: 1 }, { limit: 1 }],
  ['too_many_cells', { cells: 8 }, { limit: 8 }],
])('a list over the limit is refused as %s, a list at it is read', async (code, limits, facts) => {
  await expect(readSheet(Buffer.from(three), limits)).rejects.toMatchObject({ code, facts })
  const wider = Object.fromEntries(
    Object.entries(limits).map(([name, limit]) => [name, limit === 10 ? three.length : limit + 1]),
  )
  await expect(readSheet(Buffer.from(three), wider)).resolves.toMatchObject({ rows: [{}, {}] })
})

test('a stream is given up as soon as it is over the limit', async () => {
  let sent = 0
  async function* endless() {
    for (;;) {
      sent += 1000
      yield Buffer.alloc(1000, 'a,')
    }
  }
  await expect(readSheet(endless(), { file: 5000 })).rejects.toMatchObject({ code: 'file_too_large' })
  expect(sent).toBeLessThanOrEqual(6000)
})

const padding = `<!--${' '.repeat(11_000_000)}-->`

test('a workbook that unpacks to far more than its size is refused before it is unpacked', async () => {
  const bomb = await workbook(`${padding}${rows(['Tag', 'Name'], ['A', 'b'])}`)
  expect(bomb.length).toBeLessThan(100_000)
  await expect(readSheet(bomb)).rejects.toMatchObject({ code: 'unpacks_too_large' })
  await expect(readSheet(bomb, { ratio: 2000 })).resolves.toMatchObject({ rows: [{ cells: ['A', 'b'] }] })
  await expect(readSheet(bomb, { ratio: 2000, unpacked: 1_000_000 })).rejects.toMatchObject({
    code: 'unpacks_too_large',
  })
})

test('a workbook that lies about its unpacked size is refused', async () => {
  const bomb = await workbook(`${padding}${rows(['Tag', 'Name'], ['A', 'b'])}`)
  const size = Buffer.alloc(4)
  size.writeUInt32LE(padding.length + Buffer.byteLength(`<worksheet>${rows(['Tag', 'Name'], ['A', 'b'])}</worksheet>`))
  for (let at = bomb.indexOf(size); at >= 0; at = bomb.indexOf(size, at + 4)) bomb.writeUInt32LE(1000, at)
  await expect(readSheet(bomb)).rejects.toMatchObject({ code: 'broken_workbook' })
})

test('declared entities are refused, they could multiply', async () => {
  const laughs = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><worksheet/>'
  const bytes = await workbook('', { 'xl/worksheets/sheet1.xml': laughs })
  await expect(readSheet(bytes)).rejects.toMatchObject({
    code: 'broken_workbook',
    facts: { part: 'xl/worksheets/sheet1.xml' },
  })
})

test.each([
  ['cut XML', { 'xl/worksheets/sheet1.xml': '<worksheet><sheetData><row>' }],
  ['an undeclared entity', { 'xl/worksheets/sheet1.xml': '<worksheet>&evil;</worksheet>' }],
  ['a missing list of parts', { 'xl/workbook.xml': '<nothing' }],
])('a workbook with %s is called damaged', async (_, parts) => {
  await expect(workbook('', parts).then((bytes) => readSheet(bytes))).rejects.toMatchObject({ code: 'broken_workbook' })
})

test('a workbook without any row is empty', async () => {
  await expect(workbook('<sheetData/>').then((bytes) => readSheet(bytes))).rejects.toMatchObject({ code: 'file_empty' })
})

test('a cell of a workbook far over the limit is refused while it is read', async () => {
  const bytes = await workbook(rows(['Tag', 'Name'], ['A', 'x'.repeat(300_000)]))
  await expect(readSheet(bytes)).rejects.toMatchObject({ code: 'cell_too_long', facts: { line: 2, column: 'B' } })
})

test('a place beyond any sheet is refused before room is made for it', async () => {
  const bytes = await workbook('<sheetData><row r="1"><c r="ZZZZZZZ1"><v>1</v></c></row></sheetData>')
  await expect(readSheet(bytes)).rejects.toMatchObject({ code: 'too_many_columns' })
})

test('rows and columns far out cost nothing, unless there are values in them', async () => {
  const far = (value: string) =>
    `<sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576">${value}</c></row></sheetData>`
  await expect(workbook(far('')).then((bytes) => readSheet(bytes))).resolves.toMatchObject({ headingLine: 1, rows: [] })
  await expect(workbook(far('<v>1</v>')).then((bytes) => readSheet(bytes))).rejects.toMatchObject({
    code: 'too_many_columns',
  })
})
