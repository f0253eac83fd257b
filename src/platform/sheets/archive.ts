import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl'
import { SheetError } from './error.ts'
import type { Limits } from './limits.ts'

/** The parts of a zip archive in memory, opened one by one and never unpacked beyond the limits. */
export class Archive {
  private readonly zip: ZipFile
  private readonly entries: Map<string, Entry>
  private readonly limits: Limits
  private unpacked = 0

  private constructor(zip: ZipFile, entries: Map<string, Entry>, limits: Limits) {
    this.zip = zip
    this.entries = entries
    this.limits = limits
  }

  static async open(bytes: Buffer, limits: Limits): Promise<Archive> {
    try {
      const zip = await fromBufferPromise(bytes, { lazyEntries: true, validateEntrySizes: true })
      const entries = new Map<string, Entry>()
      for await (const entry of zip.eachEntry()) entries.set(entry.fileName, entry)
      return new Archive(zip, entries, limits)
    } catch (cause) {
      throw new SheetError('broken_workbook', { part: 'the archive' }, { cause })
    }
  }

  has(name: string): boolean {
    return this.entries.has(name)
  }

  /** The bytes of one part, in pieces. The sizes an archive declares are not trusted: yauzl stops at a byte too many. */
  async *part(name: string): AsyncGenerator<Buffer> {
    const entry = this.entries.get(name)
    if (!entry) throw new SheetError('broken_workbook', { part: `${name} is missing` })
    if (entry.isEncrypted()) throw new SheetError('password_protected')
    const tooLarge = new SheetError('unpacks_too_large', { limit: Math.round(this.limits.unpacked / 1024 / 1024) })
    const { uncompressedSize, compressedSize } = entry
    if (uncompressedSize > 10 * 1024 * 1024 && uncompressedSize > compressedSize * this.limits.ratio) throw tooLarge
    this.unpacked += uncompressedSize
    if (this.unpacked > this.limits.unpacked) throw tooLarge
    try {
      for await (const piece of await this.zip.openReadStreamPromise(entry)) yield piece as Buffer
    } catch (cause) {
      throw new SheetError('broken_workbook', { part: name }, { cause })
    }
  }
}
