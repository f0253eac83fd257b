import { SheetError } from './error.ts'

/**
 * What a file is by its content; its name says nothing reliable (many tools call CSV text `.xls`).
 * @returns 'zip' for what may be a workbook, 'text' for what may be CSV
 * @throws SheetError for what is certainly no list
 */
export function recognised(bytes: Buffer): 'zip' | 'text' {
  if (bytes.length === 0) throw new SheetError('file_empty')
  const head = bytes.toString('latin1', 0, 8)
  if (head.startsWith('PK\x03\x04')) return 'zip'
  if (head.startsWith('\xd0\xcf\x11\xe0')) {
    // One container for both: an encrypted workbook keeps its zip in a stream of this name.
    const encrypted = bytes.includes(Buffer.from('EncryptedPackage', 'utf16le'))
    throw new SheetError(encrypted ? 'password_protected' : 'old_xls')
  }
  for (const [magic, found] of Object.entries(others))
    if (head.startsWith(magic)) throw new SheetError('not_a_sheet', { found })
  return 'text'
}

const others = {
  '%PDF': 'a PDF',
  '\x89PNG': 'a picture',
  '\xff\xd8\xff': 'a picture',
  GIF8: 'a picture',
  '\x1f\x8b': 'a compressed file',
  '7z\xbc\xaf': 'a compressed file',
  'Rar!': 'a compressed file',
  'PK\x05\x06': 'an empty archive',
  '\x7fELF': 'a program',
}

/** Refuses text that is something else than delimited rows. `text` is UTF-8 without mark. */
export function refuseOtherText(text: Buffer): void {
  if (text.includes(0)) throw new SheetError('not_a_sheet', { found: 'a binary file' })
  const head = text.toString('utf8', 0, 2000).trimStart()
  if (head === '') throw new SheetError('file_empty')
  if (/^<(!doctype html|html|head|body|table|meta|style|div)\b/i.test(head))
    throw new SheetError('not_a_sheet', { found: 'a web page' })
  if (/^<\?xml|^<[\w:]+(\s|>)/.test(head)) throw new SheetError('not_a_sheet', { found: 'an XML file' })
  if (/^(\{\s*["}]|\[\s*[[{\]])/.test(head)) throw new SheetError('not_a_sheet', { found: 'a JSON file' })
}
