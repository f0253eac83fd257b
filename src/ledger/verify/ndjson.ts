import { parseJson } from './json.ts'
import { Unreadable } from './stream.ts'

// A line longer than this is no line of a register, and would only fill the memory.
const LONGEST = 64 * 1024 * 1024

/** Parses newline-delimited JSON as it comes in. Throws Unreadable at the first line that is not JSON in UTF-8. */
export async function* ndjson(chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): AsyncGenerator<unknown> {
  let held: Uint8Array[] = []
  let length = 0
  let line = 0
  const take = (last: Uint8Array): unknown => {
    const bytes = held.length === 0 ? last : Buffer.concat([...held, last])
    held = []
    length = 0
    line++
    return parsed(bytes, line)
  }
  for await (const chunk of chunks) {
    let start = 0
    for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, start)) {
      yield take(chunk.subarray(start, end))
      start = end + 1
    }
    if (start === chunk.length) continue
    held.push(chunk.subarray(start))
    length += chunk.length - start
    if (length > LONGEST) throw new Unreadable(line + 1, 'the line is longer than 64 MB')
  }
  if (length > 0) yield take(new Uint8Array())
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

function parsed(bytes: Uint8Array, line: number): unknown {
  try {
    return parseJson(utf8.decode(bytes))
  } catch (error) {
    throw new Unreadable(line, error instanceof SyntaxError ? 'it is not JSON' : 'it is not UTF-8')
  }
}
