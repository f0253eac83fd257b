import { open } from 'node:fs/promises'
import { createGunzip } from 'node:zlib'
import { Unreadable } from './stream.ts'

/** The bytes of an export on disk, plain or compressed. */
export async function* chunks(file: string): AsyncGenerator<Uint8Array> {
  const handle = await open(file)
  const start = Buffer.alloc(2)
  await handle.read(start, 0, 2, 0)
  const stream = handle.createReadStream({ start: 0 })
  if (start.toString('hex') !== '1f8b') return yield* stream
  const unzipped = createGunzip()
  stream.on('error', (error) => unzipped.destroy(error))
  try {
    yield* stream.pipe(unzipped)
  } catch {
    throw new Unreadable(0, 'the compressed file is damaged or cut short')
  }
}
