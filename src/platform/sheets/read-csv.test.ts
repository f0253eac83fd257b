import { expect, test } from 'vitest'
import { readSheet } from './read.ts'

const read = (text: string | Buffer) => readSheet(Buffer.from(text))
const cellsOf = async (text: string | Buffer) => (await read(text)).rows.map(({ cells }) => cells)
const warningsOf = async (text: string | Buffer) => (await read(text)).warnings.map(({ code, lines }) => [code, lines])

test.each([
  ['comma', ','],
  ['semicolon', ';'],
  ['tab', '\t'],
  ['bar', '|'],
])('a list delimited by %s is recognised', async (_, delimiter) => {
  const sheet = await read(`Tag Name Cost\nA1 Saw 1\nA2 Drill 2\n`.replaceAll(' ', delimiter))
  expect(sheet.delimiter).toBe(delimiter)
  expect(sheet.rows[1]).toEqual({ line: 3, cells: ['A2', 'Drill', '2'] })
})

test('decimal commas do not make a semicolon list a comma list', async () => {
  const sheet = await read('Name;Preis\nSäge;1,50\nBohrer;2,75\nFeile;3,10\n')
  expect(sheet.delimiter).toBe(';')
})

test('bars inside cells do not make a comma list a bar list', async () => {
  const sheet = await read('id,sn,env\n1,x,svc|prod\n2,y,svc|test\n3,z,svc|dev,\n')
  expect(sheet.delimiter).toBe(',')
})

test("Excel's line that names the delimiter is obeyed and is no row", async () => {
  const sheet = await read('sep=|\r\nTag|Name\r\nA,1|Saw\r\n')
  expect(sheet).toMatchObject({
    delimiter: '|',
    headingLine: 2,
    rows: [{ line: 3, cells: ['A,1', 'Saw'] }],
    warnings: [],
  })
})

test.each([
  ['\r', 'CR alone'],
  ['\n', 'LF'],
  ['\r\n', 'CR LF'],
])('lines that end in %j (%s) are counted as an editor counts them, also inside quotations', async (end) => {
  const sheet = await read(
    ['Tag,Notes', '', 'A1,"two', 'lines"', 'A2,one', '', '', 'A3,"a', '', 'b"', 'A4,x'].join(end),
  )
  expect(sheet.rows.map(({ line, cells }) => [line, cells[0]])).toEqual([
    [3, 'A1'],
    [5, 'A2'],
    [8, 'A3'],
    [11, 'A4'],
  ])
})

test('a line end cut in two by the reading in pieces is still one line end', async () => {
  const filler = `A0,${'x'.repeat(100)}\r\n`
  const many = filler.repeat(Math.ceil(1_300_000 / filler.length))
  const sheet = await read(`Tag,Name\r\n${many}Z,last\r\n`)
  expect(sheet.rows.at(-1)).toEqual({ line: many.length / filler.length + 2, cells: ['Z', 'last'] })
})

test.each([
  ['UTF-8 with mark', Buffer.from('\ufeffName;Ort\nMüller;Köln\n'), 'utf-8'],
  ['UTF-16 little-endian with mark', Buffer.from('\ufeffName;Ort\nMüller;Köln\n', 'utf16le'), 'utf-16le'],
  ['UTF-16 little-endian without mark', Buffer.from('Name;Ort\nMüller;Köln\n', 'utf16le'), 'utf-16le'],
  ['UTF-16 big-endian', Buffer.from('\ufeffName;Ort\nMüller;Köln\n', 'utf16le').swap16(), 'utf-16be'],
  ['windows-1252', Buffer.from('Name;Ort\nMüller;Köln\n', 'latin1'), 'windows-1252'],
  ['macintosh', Buffer.from('Name;Ort\nM\x9fller;K\x9aln\n', 'latin1'), 'macintosh'],
])('%s is read with its letters right', async (_, bytes, encoding) => {
  const sheet = await readSheet(bytes)
  expect(sheet.encoding).toBe(encoding)
  expect(sheet.rows[0]?.cells).toEqual(['Müller', 'Köln'])
})

test.each([
  ['windows-1252', 'École €, it’s “large” – Ångström, Größe, naïve, señor'],
  ['macintosh', 'École, it’s “large” – Ångström, Größe, naïve, señor'],
])('typographic signs and accents in %s are told from the other set', async (encoding, text) => {
  const set = new TextDecoder(encoding)
  const bytes = [...text].map(
    (letter) => Array.from({ length: 256 }, (_, i) => i).find((i) => set.decode(Uint8Array.of(i)) === letter)!,
  )
  const sheet = await readSheet(Buffer.concat([Buffer.from('Tag\tNotes\nA\t'), Buffer.from(bytes)]))
  expect(sheet.encoding).toBe(encoding)
  expect(sheet.rows[0]?.cells[1]).toBe(text)
  expect(sheet.warnings.map(({ code }) => code)).toEqual(['guessed_encoding'])
})

test('damaged UTF-8 is refused with the line of the damage', async () => {
  const damaged = Buffer.concat([
    Buffer.from('Näme,Ört\r\nMüller,Köln\r\nSch'),
    Buffer.from([0xe4]),
    Buffer.from('fer,Bonn\r\n'),
  ])
  await expect(readSheet(damaged)).rejects.toMatchObject({
    code: 'broken_bytes',
    facts: { line: 3, encoding: 'utf-8' },
  })
  const marked = Buffer.concat([Buffer.from('\ufeffName\n'), Buffer.from([0xff])])
  await expect(readSheet(marked)).rejects.toMatchObject({ code: 'broken_bytes', facts: { line: 2 } })
})

test('half a pair in UTF-16 is refused with its line', async () => {
  const bytes = Buffer.from('\ufeffName\nA\nB\ud83d!\n', 'utf16le')
  await expect(readSheet(bytes)).rejects.toMatchObject({ code: 'broken_bytes', facts: { line: 3 } })
})

test('letters garbled by an earlier program are pointed at, not altered', async () => {
  expect(await warningsOf('Ort,Tag\nKöln,1\nSaint-Ã‰tienne,2\n')).toEqual([['garbled_letters', [3]]])
  expect(await cellsOf('Ort,Tag\nSaint-Ã‰tienne,2\n')).toEqual([['Saint-Ã‰tienne', '2']])
})

test('headings below title lines are found, and the lines above are named', async () => {
  const sheet = await read('Asset list;\nExported;2026-01-05\n\n;;;\nTag;Name;Owner;Site\nA1;Saw;;\n')
  expect(sheet.headingLine).toBe(5)
  expect(sheet.columns.map(({ name }) => name)).toEqual(['Tag', 'Name', 'Owner', 'Site'])
  expect(sheet.warnings).toMatchObject([{ code: 'lines_above', lines: [1, 2] }])
})

test('a title line with a date does not pass for the headings', async () => {
  const sheet = await read('Asset list,2026-01-05,\nTag,Name,Site\nA1,Saw,Bonn\n')
  expect(sheet.headingLine).toBe(2)
})

test('a list without headings says that its first line looks like data', async () => {
  expect(await warningsOf('a@x.eu,2024-01-05\nb@x.eu,2024-01-06\n')).toEqual([['headings_unsure', [1]]])
})

test('headings of the same name are told apart, empty ones named by their letter, unused ones dropped', async () => {
  const sheet = await read('Category,,Category,Category (2), Item\n  name ,\nA,b,C,D,E,\n')
  expect(sheet.columns).toEqual([
    { index: 0, name: 'Category' },
    { index: 1, name: 'Column B' },
    { index: 2, name: 'Category (3)' },
    { index: 3, name: 'Category (2)' },
    { index: 4, name: 'Item' },
  ])
})

test('a quoted heading over two lines is one heading', async () => {
  const sheet = await read('Tag,"Serial\nnumber"\nA,1\n')
  expect(sheet.columns[1]?.name).toBe('Serial number')
  expect(sheet.rows[0]?.line).toBe(3)
})

test('rows shorter or longer than the headings are kept and reported with their lines', async () => {
  const sheet = await read('Tag,Name,Site\nA1\nA2,Saw,Bonn\nA3,Saw,Bonn,7,8\nA4,Saw,Bonn,,\n')
  expect(sheet.rows).toEqual([
    { line: 2, cells: ['A1', '', ''] },
    { line: 3, cells: ['A2', 'Saw', 'Bonn'] },
    { line: 4, cells: ['A3', 'Saw', 'Bonn'], surplus: ['7', '8'] },
    { line: 5, cells: ['A4', 'Saw', 'Bonn'] },
  ])
  expect(sheet.warnings.map(({ code, lines }) => [code, lines])).toEqual([
    ['short_rows', [2]],
    ['long_rows', [4]],
  ])
})

test('trailing delimiters and blank rows mean nothing', async () => {
  const sheet = await read('Tag,Name,\nA1,Saw,\n,,\n \nA2,Drill,\n')
  expect(sheet.columns).toHaveLength(2)
  expect(sheet.rows.map(({ line }) => line)).toEqual([2, 5])
  expect(sheet.warnings).toEqual([])
})

test('a quotation mark inside a word is text', async () => {
  expect(await cellsOf('Model,Size\nMacbook 13",5" disk\n"say ""hi""",x\n')).toEqual([
    ['Macbook 13"', '5" disk'],
    ['say "hi"', 'x'],
  ])
})

test('a quotation that is never closed is refused with the line where it opens', async () => {
  await expect(read('Tag,Notes\nA1,"two\nlines"\nA2,"open\nA3,x\n')).rejects.toMatchObject({
    code: 'quote_not_closed',
    facts: { line: 4 },
  })
})

test('the apostrophe that marks text for spreadsheet programs is no part of the text', async () => {
  expect(await cellsOf("Tag,Phone\nA,'+49 228 1\nB,'tis\n")).toEqual([
    ['A', '+49 228 1'],
    ['B', "'tis"],
  ])
})

test('headings without any row are an empty list', async () => {
  const sheet = await read('Tag,Name\n')
  expect(sheet).toMatchObject({ columns: [{ name: 'Tag' }, { name: 'Name' }], rows: [], warnings: [] })
})
