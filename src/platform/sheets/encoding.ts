import { isUtf8 } from 'node:buffer'
import { SheetError } from './error.ts'

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252' | 'macintosh'

/**
 * Text bytes of a file made UTF-8 without byte order mark. `guessed` says that nothing in the file names its encoding.
 * Order: mark, zero bytes of unmarked UTF-16, strict UTF-8, then the likelier of the two old 8-bit sets of Windows and Mac.
 */
export function decode(bytes: Buffer): { text: Buffer; encoding: Encoding; guessed: boolean } {
  const marked = byMark(bytes)
  if (marked === 'utf-8') return { text: checked(bytes.subarray(3)), encoding: 'utf-8', guessed: false }
  const wide = marked ?? byZeros(bytes)
  if (wide) return { text: widened(bytes, wide), encoding: wide, guessed: false }
  if (isUtf8(bytes)) return { text: bytes, encoding: 'utf-8', guessed: false }
  if (mostlyUtf8(bytes)) checked(bytes)
  const encoding = oldSet(bytes)
  return { text: Buffer.from(new TextDecoder(encoding).decode(bytes)), encoding, guessed: true }
}

function byMark(bytes: Buffer): 'utf-8' | 'utf-16le' | 'utf-16be' | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8'
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  return null
}

/** Western text in UTF-16 has a zero in nearly every other byte. */
function byZeros(bytes: Buffer): 'utf-16le' | 'utf-16be' | null {
  const zeros: [number, number] = [0, 0]
  const sample = bytes.subarray(0, 2000)
  sample.forEach((byte, i) => {
    if (byte === 0) zeros[(i % 2) as 0 | 1]++
  })
  const many = sample.length * 0.3
  return zeros[1] > many && zeros[0] === 0 ? 'utf-16le' : zeros[0] > many && zeros[1] === 0 ? 'utf-16be' : null
}

function widened(bytes: Buffer, encoding: 'utf-16le' | 'utf-16be'): Buffer {
  const text = new TextDecoder(encoding).decode(bytes)
  // The decoder answers half a pair and an odd last byte with U+FFFD.
  const broken = text.indexOf('\ufffd')
  if (broken >= 0) throw new SheetError('broken_bytes', { line: lineAt(Buffer.from(text.slice(0, broken))), encoding })
  return Buffer.from(text)
}

function checked(bytes: Buffer): Buffer {
  if (isUtf8(bytes)) return bytes
  // UTF-8 never uses the bytes of line ends inside a letter, so the damage is within one line.
  let start = 0
  for (let end = 0; end <= bytes.length; end++) {
    if (end < bytes.length && bytes[end] !== 0x0a && bytes[end] !== 0x0d) continue
    if (!isUtf8(bytes.subarray(start, end))) break
    start = end
  }
  throw new SheetError('broken_bytes', { line: lineAt(bytes.subarray(0, start + 1)), encoding: 'utf-8' })
}

/** The line, counted from 1, that the byte after these stands in; \r, \n and \r\n are each one line end. */
function lineAt(before: Buffer): number {
  let line = 1
  before.forEach((byte, i) => {
    if (byte === 0x0d || (byte === 0x0a && before[i - 1] !== 0x0d)) line++
  })
  return line
}

/** A file with more whole UTF-8 letters than broken ones is UTF-8 with damage, which no 8-bit set would put right. */
function mostlyUtf8(bytes: Buffer): boolean {
  const text = bytes.toString('utf8')
  return count(text, /[\u0080-\ufffc]|[\u{10000}-\u{10ffff}]/gu) > count(text, /\ufffd/g)
}

/** Which set gives words: a small letter inside a word speaks for it, a capital or a sign inside a word against it. */
function oldSet(bytes: Buffer): 'windows-1252' | 'macintosh' {
  const onlyCr = bytes.includes(0x0d) && !bytes.includes(0x0a)
  const mac = wordliness(new TextDecoder('macintosh').decode(bytes)) + (onlyCr ? 1 : 0)
  return mac > wordliness(new TextDecoder('windows-1252').decode(bytes)) ? 'macintosh' : 'windows-1252'
}

function wordliness(text: string): number {
  const good = /(?<=\p{L})[ß-öø-ÿ]|[ß-öø-ÿ](?=\p{Ll})|(?<=\p{L})’(?=\p{L})|(?<!\p{L})[À-ÖØ-Þ](?=\p{Ll})/gu
  const bad = /(?<=\p{Ll})(?=\P{ASCII})[^ß-öø-ÿ’](?=\p{Ll})|[\u0080-\u009f]/gu
  return count(text, good) - count(text, bad)
}

function count(text: string, pattern: RegExp): number {
  let found = 0
  for (const _ of text.matchAll(pattern)) found++
  return found
}
