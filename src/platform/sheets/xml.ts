import { StringDecoder } from 'node:string_decoder'
import sax from 'sax'
import { SheetError } from './error.ts'

/** Called for each element of a part; names come without their namespace prefix. */
export interface XmlReader {
  open?(name: string, attributes: Record<string, string>): void
  close?(name: string): void
  /** May be called several times for one text. */
  text?(text: string): void
}

const strict = { position: false, strictEntities: true }

/** Feeds one part of a workbook to `reader`, piece by piece. Declared entities are refused with the DOCTYPE that declares them. */
export async function readXml(part: string, pieces: AsyncIterable<Buffer>, reader: XmlReader): Promise<void> {
  const parser = sax.parser(true, strict)
  const broken = (cause?: unknown) => new SheetError('broken_workbook', { part }, { cause })
  parser.onerror = (cause) => {
    throw broken(cause)
  }
  parser.ondoctype = () => {
    throw broken()
  }
  parser.onopentag = ({ name, attributes }) => reader.open?.(local(name), attributes as Record<string, string>)
  parser.onclosetag = (name) => reader.close?.(local(name))
  parser.ontext = (text) => reader.text?.(text)
  parser.oncdata = (text) => reader.text?.(text)
  const letters = new StringDecoder('utf8')
  for await (const piece of pieces) parser.write(letters.write(piece))
  parser.write(letters.end()).close()
}

function local(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}

/** An attribute by its name without prefix: `r:id` in one dialect is `rel:id` in another. */
export function attribute(attributes: Record<string, string>, name: string): string | undefined {
  const key = Object.keys(attributes).find((key) => local(key) === name)
  return key === undefined ? undefined : attributes[key]
}

/** Characters that XML 1.0 cannot hold stand in a workbook as `_x0001_` (ECMA-376 part 1, 22.9.2.19). */
export function unescaped(text: string): string {
  if (!text.includes('_x')) return text
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
}
