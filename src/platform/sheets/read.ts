import { readCsv } from './csv.ts'
import { decode } from './encoding.ts'
import { SheetError } from './error.ts'
import { underHeadings } from './heading.ts'
import { defaultLimits, type Limits } from './limits.ts'
import { recognised, refuseOtherText } from './recognised.ts'
import { type Sheet, type SheetWarning, warning } from './sheet.ts'
import { readWorkbook } from './workbook.ts'

/**
 * Reads a CSV or XLSX file as somebody uploaded it. What it is, its encoding, delimiter and headings are found in the content.
 * Cells are text: dates as ISO, numbers plain with a point; nothing is trimmed but headings.
 * @throws SheetError when it cannot be read whole; smaller doubts are in `warnings`
 */
export async function readSheet(
  source: Uint8Array | AsyncIterable<Uint8Array>,
  limits: Partial<Limits> = {},
): Promise<Sheet> {
  const bounds = { ...defaultLimits, ...limits }
  const bytes = await collected(source, bounds.file)
  const sheet = recognised(bytes) === 'zip' ? await fromWorkbook(bytes, bounds) : await fromText(bytes, bounds)
  const garbled = findGarbled(sheet)
  return garbled ? { ...sheet, warnings: [...sheet.warnings, garbled] } : sheet
}

async function fromWorkbook(bytes: Buffer, limits: Limits): Promise<Sheet> {
  return { kind: 'xlsx', encoding: null, delimiter: null, ...underHeadings(await readWorkbook(bytes, limits)) }
}

async function fromText(bytes: Buffer, limits: Limits): Promise<Sheet> {
  const { text, encoding, guessed } = decode(bytes)
  refuseOtherText(text)
  const { delimiter, ...raw } = await readCsv(text, limits)
  if (raw.rows.length === 0) throw new SheetError('file_empty')
  if (guessed) raw.warnings.push(warning('guessed_encoding', { encoding }))
  return { kind: 'csv', encoding, delimiter, ...underHeadings(raw) }
}

async function collected(source: Uint8Array | AsyncIterable<Uint8Array>, limit: number): Promise<Buffer> {
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of source instanceof Uint8Array ? [source] : source) {
    size += part.length
    if (size > limit) throw new SheetError('file_too_large', { limit: Math.round(limit / 1024 / 1024) })
    parts.push(part)
  }
  return Buffer.concat(parts)
}

/** UTF-8 that an earlier program read as windows-1252: É became Ã‰, ’ became â€™. */
const garbled = /[ÃÂ][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|â€./

function findGarbled({ rows }: Sheet): SheetWarning | null {
  const hits = rows.filter(({ cells }) => cells.some((cell) => garbled.test(cell)))
  const cell = hits[0]?.cells.find((text) => garbled.test(text))
  if (cell === undefined) return null
  const at = cell.search(garbled)
  return warning(
    'garbled_letters',
    { example: cell.slice(Math.max(0, at - 10), at + 15) },
    hits.map(({ line }) => line),
  )
}
