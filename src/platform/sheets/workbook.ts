import { posix } from 'node:path'
import { Archive } from './archive.ts'
import { SheetError } from './error.ts'
import type { Limits } from './limits.ts'
import { type NumberFormat, numberFormat } from './number-format.ts'
import { type RawSheet, warning } from './sheet.ts'
import { type Shared, Worksheet } from './worksheet.ts'
import { attribute, readXml, unescaped } from './xml.ts'

/** The first sheet with rows, visible ones before hidden ones. */
export async function readWorkbook(bytes: Buffer, limits: Limits): Promise<RawSheet> {
  const archive = await Archive.open(bytes, limits)
  const book = await workbookPath(archive)
  const { parts, byType } = await relations(archive, book)
  const { sheets, from1904 } = await contents(archive, book)
  const strings = byType.get('sharedStrings')
  const styles = byType.get('styles')
  const shared: Shared = {
    strings: strings && archive.has(strings) ? await sharedStrings(archive, strings) : [],
    formats: styles && archive.has(styles) ? await cellFormats(archive, styles) : [],
    from1904,
  }
  const blank = new Set<string>()
  for (const { name, id } of sheets.toSorted((a, b) => Number(a.hidden) - Number(b.hidden))) {
    const part = parts.get(id)
    if (!part) continue
    const worksheet = new Worksheet(shared, limits)
    await readXml(part, archive.part(part), worksheet)
    const sheet = worksheet.sheet()
    if (sheet.rows.length === 0) {
      blank.add(name)
      continue
    }
    const others = sheets.map((other) => other.name).filter((other) => other !== name && !blank.has(other))
    if (others.length > 0) sheet.warnings.push(warning('other_sheets', { name, others: others.join(', ') }))
    return sheet
  }
  throw new SheetError('file_empty')
}

async function workbookPath(archive: Archive): Promise<string> {
  if (archive.has('_rels/.rels')) {
    const { byType } = await relations(archive, '')
    const book = byType.get('officeDocument')
    if (book?.endsWith('.xml') && /workbook/i.test(book)) return book
  }
  const other = foreign.find(([part]) => archive.has(part))
  throw new SheetError('not_a_sheet', { found: other?.[1] ?? 'a zip archive' })
}

const foreign: [part: string, found: string][] = [
  ['xl/workbook.bin', 'a binary workbook (.xlsb)'],
  ['word/document.xml', 'a Word document'],
  ['ppt/presentation.xml', 'a presentation'],
  ['mimetype', 'an OpenDocument file'],
  ['Index/Document.iwa', 'a Numbers document'],
]

/** Where the parts that `owner` refers to stand in the archive, by the reference and by the last word of their type. */
async function relations(
  archive: Archive,
  owner: string,
): Promise<{ parts: Map<string, string>; byType: Map<string, string> }> {
  const folder = posix.dirname(owner)
  const part = posix.join(folder, '_rels', `${posix.basename(owner)}.rels`)
  const parts = new Map<string, string>()
  const byType = new Map<string, string>()
  await readXml(part, archive.part(part), {
    open(name, { Id = '', Target = '', Type = '' }) {
      if (name !== 'Relationship') return
      const path = Target.startsWith('/') ? Target.slice(1) : posix.join(folder, Target)
      const type = posix.basename(Type)
      if (type === 'worksheet') parts.set(Id, path)
      byType.set(type, path)
    },
  })
  return { parts, byType }
}

async function contents(archive: Archive, book: string) {
  const sheets: { name: string; id: string; hidden: boolean }[] = []
  let from1904 = false
  await readXml(book, archive.part(book), {
    open(name, attributes) {
      if (name === 'workbookPr') from1904 = attributes.date1904 === '1' || attributes.date1904 === 'true'
      if (name !== 'sheet') return
      const hidden = (attributes.state ?? 'visible') !== 'visible'
      sheets.push({ name: unescaped(attributes.name ?? ''), id: attribute(attributes, 'id') ?? '', hidden })
    },
  })
  return { sheets, from1904 }
}

/** A string may come in runs of different look; the runs of a reading aid (rPh) are not part of it. */
async function sharedStrings(archive: Archive, part: string): Promise<string[]> {
  const strings: string[] = []
  let text = ''
  let counts = false
  let phonetic = false
  await readXml(part, archive.part(part), {
    open(name) {
      if (name === 'si') text = ''
      if (name === 'rPh') phonetic = true
      counts = name === 't' && !phonetic
    },
    text(piece) {
      if (counts) text += piece
    },
    close(name) {
      counts = false
      if (name === 'rPh') phonetic = false
      if (name === 'si') strings.push(unescaped(text))
    },
  })
  return strings
}

async function cellFormats(archive: Archive, part: string): Promise<NumberFormat[]> {
  const codes = new Map<number, string>()
  const formats: NumberFormat[] = []
  let ofCells = false
  await readXml(part, archive.part(part), {
    open(name, attributes) {
      if (name === 'numFmt') codes.set(Number(attributes.numFmtId), attributes.formatCode ?? '')
      if (name === 'cellXfs') ofCells = true
      if (name !== 'xf' || !ofCells) return
      const id = Number(attributes.numFmtId ?? 0)
      formats.push(numberFormat(id, codes.get(id)))
    },
    close(name) {
      if (name === 'cellXfs') ofCells = false
    },
  })
  return formats
}
