import { createReadStream } from 'node:fs'
import { createGunzip } from 'node:zlib'
import { type BackupHeader, END_OF_ROWS } from './backup.ts'

/** The file is no whole backup; the sentence says what is wrong with it. */
export class BadBackup extends Error {}

const end = Buffer.from(END_OF_ROWS)
const endAfterRow = Buffer.from(`\n${END_OF_ROWS}`)

/** Reads a backup from beginning to end: lines of JSON, and between them rows of tables. */
export class BackupReader {
  readonly #chunks: AsyncIterator<Buffer>
  #held: Buffer = Buffer.alloc(0)

  constructor(chunks: AsyncIterable<Buffer>) {
    this.#chunks = chunks[Symbol.asyncIterator]()
  }

  static open(file: string): BackupReader {
    const stream = createReadStream(file)
    const unzipped = stream.pipe(createGunzip())
    stream.on('error', (error) => unzipped.destroy(error))
    return new BackupReader(unzipped)
  }

  async header(): Promise<BackupHeader> {
    const header = (await this.line()) as Partial<BackupHeader>
    if (header.format !== 'holdfast-backup') throw new BadBackup('This file is not a backup of Holdfast.')
    if (header.v !== 1 || !Number.isSafeInteger(header.migration))
      throw new BadBackup('This backup was made by a newer Holdfast. Restore it with that one.')
    return header as BackupHeader
  }

  async line(): Promise<Record<string, unknown>> {
    for (;;) {
      const at = this.#held.indexOf(10)
      if (at >= 0) {
        const text = this.#held.toString('utf8', 0, at)
        this.#held = this.#held.subarray(at + 1)
        return parsed(text)
      }
      await this.#more()
    }
  }

  /** The rows up to their end, in pieces that are whole lines. */
  async *rows(): AsyncGenerator<Buffer> {
    for (;;) {
      if (this.#held.subarray(0, end.length).equals(end)) {
        this.#held = this.#held.subarray(end.length)
        return
      }
      const last = this.#held.indexOf(endAfterRow)
      const until = last >= 0 ? last + 1 : this.#held.lastIndexOf(10) + 1
      if (until > 0) {
        yield this.#held.subarray(0, until)
        this.#held = this.#held.subarray(until)
      } else await this.#more()
    }
  }

  /** Ends the file: whatever follows the last line makes it another file than was written. */
  async ends(): Promise<void> {
    if (this.#held.length > 0 || !(await this.#next()).done)
      throw new BadBackup('Something follows the end of this backup.')
  }

  async #more(): Promise<void> {
    const { done, value } = await this.#next()
    if (done) throw new BadBackup('This backup is cut short.')
    this.#held = this.#held.length === 0 ? value : Buffer.concat([this.#held, value])
  }

  async #next(): Promise<IteratorResult<Buffer>> {
    try {
      return await this.#chunks.next()
    } catch (error) {
      const { code = '' } = error as NodeJS.ErrnoException
      if (!code.startsWith('Z_')) throw error
      throw new BadBackup(
        code === 'Z_BUF_ERROR' ? 'This backup is cut short.' : 'This file is damaged, or not a backup of Holdfast.',
      )
    }
  }
}

function parsed(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value !== null) return value as Record<string, unknown>
  } catch {}
  throw new BadBackup('This file is damaged, or not a backup of Holdfast.')
}
