import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { rows, workbook } from './fixtures/workbook.ts'
import { readSheet } from './read.ts'

const read = async (sheet: string, parts: Record<string, string> = {}) => readSheet(await workbook(sheet, parts))
const styles = (...codes: string[]) =>
  `<styleSheet><numFmts>${codes.map((code, i) => `<numFmt numFmtId="${164 + i}" formatCode="${code}"/>`).join('')}</numFmts>` +
  `<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs>${codes.map((_, i) => `<xf numFmtId="${164 + i}"/>`).join('')}</cellXfs></styleSheet>`
const withStyles = (xml: string, from1904 = false) => ({
  'xl/styles.xml': xml,
  'xl/workbook.xml': `<workbook><workbookPr date1904="${from1904 ? 1 : 0}"/><sheets><sheet name="List" r:id="rId1"/></sheets></workbook>`,
  'xl/_rels/workbook.xml.rels':
    '<Relationships><Relationship Id="rId1" Type="x/worksheet" Target="worksheets/sheet1.xml"/>' +
    '<Relationship Id="rId2" Type="x/styles" Target="styles.xml"/></Relationships>',
})
const under = (cells: string) =>
  `<sheetData><row r="1"><c t="inlineStr"><is><t>Tag</t></is></c></row><row r="2">${cells}</row></sheetData>`
const first = async (cells: string, parts = {}) => (await read(under(cells), parts)).rows[0]?.cells[0]

test('a workbook that another program wrote is read with its dates, numbers, texts and oddities', async () => {
  const sheet = await readSheet(await readFile(new URL('fixtures/odd.xlsx', import.meta.url)))
  expect(sheet.headingLine).toBe(4)
  expect(sheet.columns.map(({ name }) => name).slice(0, 3)).toEqual(['Inventarnummer', 'Seriennummer', 'Gekauft'])
  expect(sheet.rows).toEqual([
    {
      line: 5,
      cells: [
        'MA-001',
        '123456789012',
        '2024-02-29',
        '2024-02-29T13:45:10',
        '0.3',
        'true',
        '00042',
        '08:30:00',
        '',
        '',
      ],
    },
    { line: 6, cells: ['00042', '0815', '1999-12-31', '', '12.58', 'false', '00007', '', '', ''] },
    { line: 7, cells: ['Ümläut € 😀\nzweite Zeile', '6377020000000000', '', '', '-5', '', '', '', '', ''] },
    { line: 8, cells: ['MA-004', '', '', '', '', '', '', '', '', ''] },
  ])
  expect(sheet.warnings.map(({ code, lines, facts }) => ({ code, lines, facts }))).toEqual([
    { code: 'error_cells', lines: [5], facts: { count: 1, example: '#N/A in I5' } },
    { code: 'formula_without_value', lines: [5, 6], facts: { count: 2 } },
    { code: 'merged_cells', lines: [], facts: { count: 2, example: 'A1:F1' } },
    { code: 'other_sheets', lines: [], facts: { name: 'Assets', others: 'Old, Suppliers' } },
    { code: 'lines_above', lines: [1, 2], facts: { line: 4 } },
  ])
})

test('a formula is read as its stored result, whatever type that has', async () => {
  expect(await first('<c><f>1+1</f><v>2</v></c>')).toBe('2')
  expect(await first('<c t="str"><f>A1&amp;"x"</f><v>Tagx</v></c>')).toBe('Tagx')
  expect((await read(under('<c t="inlineStr"><is><t>A</t></is></c><c t="str"><f>""</f><v></v></c>'))).warnings).toEqual(
    [],
  )
})

test('a shared string is whole, its runs joined, its reading aid left out, its escapes undone', async () => {
  const strings =
    '<sst><si><r><t>Fräs</t></r><r><rPr/><t xml:space="preserve">maschine </t></r><rPh><t>x</t></rPh></si>' +
    '<si><t>a_x000D_b_x005F_x0041_ &amp; &#x1F600;</t></si></sst>'
  const sheet = await read(
    '<sheetData><row><c t="inlineStr"><is><t>A</t></is></c><c t="inlineStr"><is><t>B</t></is></c></row>' +
      '<row><c t="s"><v>0</v></c><c t="s"><v>1</v></c></row></sheetData>',
    { 'xl/sharedStrings.xml': strings },
  )
  expect(sheet.rows[0]?.cells).toEqual(['Fräsmaschine ', 'a\rb_x0041_ & 😀'])
})

test.each([
  ['yyyy\\-mm\\-dd', '45351', '2024-02-29'],
  ['dd/mm/yyyy hh:mm', '45351.5', '2024-02-29T12:00:00'],
  ['[$-407]d. mmmm yyyy;@', '45351', '2024-02-29'],
  ['h:mm', '0.25', '06:00:00'],
  ['dd.mm.yyyy', '59', '1900-02-28'],
  ['dd.mm.yyyy', '61', '1900-03-01'],
  ['dd.mm.yyyy', '-3', '-3'],
  ['[h]:mm', '1.5', '1.5'],
  ['0.00" days"', '12.5', '12.5'],
  ['General', '1E-7', '0.0000001'],
  ['General', '0.30000000000000004', '0.3'],
  ['#,##0.00 "EUR"', '1234.5', '1234.5'],
  ['[Red]0', '7', '7'],
  ['00000', '42', '00042'],
  ['0', '42', '42'],
])('a number shown as %s is read as a person would write it: %s → %s', async (code, stored, shown) => {
  const xml = styles(code.replaceAll('"', '&quot;'))
  expect(await first(`<c s="0"><v>${stored}</v></c>`, withStyles(xml))).toBe(shown)
})

test('a workbook that counts days from 1904 gives the same days', async () => {
  expect(await first('<c s="0"><v>43889</v></c>', withStyles(styles('yyyy-mm-dd'), true))).toBe('2024-02-29')
})

test('the reading aid of a text that stands in its cell is left out', async () => {
  const sheet = await read(under('<c t="inlineStr"><is><t>課</t><rPh><t>か</t></rPh></is></c>'))
  expect(sheet.rows[0]?.cells[0]).toBe('課')
})

test('the line is the row number of the sheet, also where rows or cells leave gaps', async () => {
  const sheet = await read(
    '<sheetData><row r="3"><c r="B3" t="inlineStr"><is><t>Tag</t></is></c><c r="D3" t="inlineStr"><is><t>Name</t></is></c></row>' +
      '<row r="9"><c r="D9" t="inlineStr"><is><t>Saw</t></is></c></row></sheetData>',
  )
  expect(sheet.columns).toEqual([
    { index: 1, name: 'Tag' },
    { index: 3, name: 'Name' },
  ])
  expect(sheet.rows).toEqual([{ line: 9, cells: ['', '', '', 'Saw'] }])
})

test('elements with a namespace prefix, as some programs write them, are the same', async () => {
  const xml = `<x:worksheet xmlns:x="urn">${rows(['Tag', 'Name'], ['A', 'b']).replaceAll('<', '<x:').replaceAll('<x:/', '</x:')}</x:worksheet>`
  const sheet = await readSheet(await workbook('', { 'xl/worksheets/sheet1.xml': xml }))
  expect(sheet.rows).toEqual([{ line: 2, cells: ['A', 'b'] }])
})

test('a visible sheet is read before a hidden one, and a hidden one before none', async () => {
  const both = (visible: string) => ({
    'xl/workbook.xml': `<workbook><sheets><sheet name="Old" state="hidden" r:id="rId1"/><sheet name="New" r:id="rId2"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels':
      '<Relationships><Relationship Id="rId1" Type="x/worksheet" Target="worksheets/sheet1.xml"/>' +
      '<Relationship Id="rId2" Type="x/worksheet" Target="worksheets/sheet2.xml"/></Relationships>',
    'xl/worksheets/sheet2.xml': `<worksheet>${visible}</worksheet>`,
  })
  const old = rows(['Tag', 'Name'], ['old', 'x'])
  expect((await read(old, both(rows(['Tag', 'Name'], ['new', 'x'])))).rows[0]?.cells[0]).toBe('new')
  expect((await read(old, both('<sheetData/>'))).rows[0]?.cells[0]).toBe('old')
})
