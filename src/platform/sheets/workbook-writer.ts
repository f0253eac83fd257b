import { Readable } from 'node:stream'
import { Temporal } from 'temporal-polyfill'
import { ZipFile } from 'yazl'
import { blocks } from './blocks.ts'
import { SheetError } from './error.ts'
import { columnLetter } from './sheet.ts'
import type { ExportCell, ExportColumn, ExportRow, ExportRows } from './write.ts'

/** Excel's own bounds: rows of a sheet, characters of a cell. */
const ROWS = 1_048_576
const CHARACTERS = 32_767
/** Rows looked at to find how wide a column should be. */
const SAMPLE = 200

/** An XLSX file: one sheet, bold frozen headings with a filter, cells as text, number, date or boolean, never a formula. */
export function writeWorkbook(columns: readonly ExportColumn[], rows: ExportRows, sheet: string): Readable {
  const zip = new ZipFile()
  const source = Readable.from(worksheet(columns, rows), { objectMode: false })
  const output = zip.outputStream as Readable
  for (const part of [source, zip]) part.on('error', (error: Error) => output.destroy(error))
  // A receiver that hangs up must end the reading of rows too.
  output.on('close', () => source.destroy())
  for (const [path, xml] of Object.entries(parts(sheet))) zip.addBuffer(Buffer.from(xml), path)
  // Level 1: half the time of the usual 6 for a file a quarter larger.
  zip.addReadStream(source, 'xl/worksheets/sheet1.xml', { compressionLevel: 1 })
  zip.end()
  return output
}

async function* worksheet(columns: readonly ExportColumn[], rows: ExportRows): AsyncGenerator<Buffer> {
  const letters = columns.map((_, i) => columnLetter(i))
  const iterator = Symbol.asyncIterator in rows ? rows[Symbol.asyncIterator]() : rows[Symbol.iterator]()
  const sample: ExportRow[] = []
  try {
    for (let next = await iterator.next(); !next.done; next = await iterator.next()) {
      sample.push(next.value)
      if (sample.length === SAMPLE) break
    }
    let number = 1
    const render = (row: ExportRow) => {
      number++
      if (number > ROWS) throw new SheetError('too_many_rows', { limit: ROWS - 1 })
      let cells = ''
      for (let i = 0; i < columns.length; i++) cells += cell(row[i], columns[i]!.type, letters[i]! + number)
      return `<row r="${number}">${cells}</row>`
    }
    const tail = () => `</sheetData><autoFilter ref="A1:${letters.at(-1)}${number}"/></worksheet>`
    yield* blocks(chained(sample, iterator), render, head(columns, letters, sample), tail)
  } finally {
    await iterator.return?.()
  }
}

async function* chained(
  first: ExportRow[],
  rest: AsyncIterator<ExportRow> | Iterator<ExportRow>,
): AsyncGenerator<ExportRow> {
  yield* first
  if (first.length < SAMPLE) return
  for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value
}

function head(columns: readonly ExportColumn[], letters: string[], sample: ExportRow[]): string {
  const widths = columns.map(({ name }, i) => {
    const longest = sample.reduce((most, row) => Math.max(most, String(row[i] ?? '').length), name.length)
    return `<col min="${i + 1}" max="${i + 1}" width="${Math.min(60, Math.max(10, longest + 2))}" customWidth="1"/>`
  })
  const headings = columns.map(({ name }, i) => `<c r="${letters[i]}1" s="${BOLD}" t="inlineStr">${inline(name)}</c>`)
  return (
    `${XML}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0">` +
    '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>' +
    `<cols>${widths.join('')}</cols><sheetData><row r="1">${headings.join('')}</row>`
  )
}

function cell(value: ExportCell, type: ExportColumn['type'], place: string): string {
  if (value === null || value === undefined || value === '') return ''
  if (typeof value === 'boolean') return `<c r="${place}" t="b"><v>${value ? 1 : 0}</v></c>`
  if (typeof value === 'number') return Number.isFinite(value) ? `<c r="${place}"><v>${value}</v></c>` : ''
  if (type === 'number' && isExact(value)) return `<c r="${place}"><v>${value}</v></c>`
  if (type === 'date') {
    const day = serial(value)
    if (day !== null) return `<c r="${place}" s="${DATE}"><v>${day}</v></c>`
  }
  return `<c r="${place}" t="inlineStr">${inline(value)}</c>`
}

/** Excel keeps 15 digits; a longer number stays whole as text. */
function isExact(text: string): boolean {
  return /^-?\d+(\.\d+)?$/.test(text) && text.replace(/\D/g, '').length <= 15
}

const epoch = Temporal.PlainDate.from('1899-12-30')
const serials = new Map<string, number | null>()

/** The number by which Excel knows a day; null before March 1900, where its calendar is wrong, and for what is no ISO date. */
function serial(iso: string): number | null {
  let day = serials.get(iso)
  if (day !== undefined) return day
  day = isDay(iso) && iso >= '1900-03-01' ? Temporal.PlainDate.from(iso).since(epoch).days : null
  // Days repeat and Temporal is slow; 10,000 are 27 years.
  if (serials.size > 10_000) serials.clear()
  serials.set(iso, day)
  return day
}

function isDay(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false
  try {
    return Temporal.PlainDate.from(text).toString() === text
  } catch {
    return false
  }
}

function inline(text: string): string {
  const whole = text.length <= CHARACTERS ? text : `${text.slice(0, CHARACTERS - 1)}…`
  return `<is><t xml:space="preserve">${escaped(whole)}</t></is>`
}

const special = /[&<>\p{Cc}\p{Cs}\ufffe\uffff]|_x(?=[0-9A-Fa-f]{4}_)/u
const specials = new RegExp(special, 'gu')

/** XML 1.0 cannot hold every character; those stand as `_x0001_` (ECMA-376 part 1, 22.9.2.19), half a pair is lost. */
function escaped(text: string): string {
  if (!special.test(text)) return text
  return text.replace(specials, (found) => {
    if (found === '&') return '&amp;'
    if (found === '<') return '&lt;'
    if (found === '>') return '&gt;'
    if (found === '_x') return '_x005F_x'
    if (found === '\n' || found === '\t') return found
    if (/\p{Cs}/u.test(found)) return '\ufffd'
    return `_x${found.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`
  })
}

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const TYPES = 'application/vnd.openxmlformats-officedocument.spreadsheetml'
/** Places of the styles below in <cellXfs>. */
const DATE = 1
const BOLD = 2

function parts(sheet: string): Record<string, string> {
  const relation = (id: number, type: string, target: string) =>
    `<Relationship Id="rId${id}" Type="${OFFICE}/${type}" Target="${target}"/>`
  const relations = (...all: string[]) =>
    `${XML}<Relationships xmlns="${PACKAGE}/relationships">${all.join('')}</Relationships>`
  const override = (part: string, type: string) =>
    `<Override PartName="/xl/${part}.xml" ContentType="${TYPES}.${type}+xml"/>`
  return {
    '[Content_Types].xml':
      `${XML}<Types xmlns="${PACKAGE}/content-types">` +
      '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
      '<Default Extension="xml" ContentType="application/xml"/>' +
      `${override('workbook', 'sheet.main')}${override('worksheets/sheet1', 'worksheet')}${override('styles', 'styles')}</Types>`,
    '_rels/.rels': relations(relation(1, 'officeDocument', 'xl/workbook.xml')),
    'xl/_rels/workbook.xml.rels': relations(
      relation(1, 'worksheet', 'worksheets/sheet1.xml'),
      relation(2, 'styles', 'styles.xml'),
    ),
    'xl/workbook.xml':
      `${XML}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>` +
      `<sheet name="${sheetName(sheet)}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/styles.xml':
      `${XML}<styleSheet xmlns="${MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts>` +
      '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>' +
      '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>' +
      '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>' +
      '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
      '<cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>' +
      '<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>' +
      '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/></cellXfs>' +
      '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>',
  }
}

/** Excel refuses some signs in a sheet's name, and more than 31 characters. */
function sheetName(name: string): string {
  return escaped(
    name
      .replace(/[[\]:*?/\\'"\p{Cc}]/gu, ' ')
      .slice(0, 31)
      .trim() || 'Export',
  )
}
