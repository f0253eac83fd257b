// What must be remembered of each version until it is met: 80 bytes, outside the garbage collector's sight. A million entries
// as JavaScript objects would take five times that.

const BYTES = 80
const PER_PAGE = 1 << 14

/** Image hashes are 16 bytes. Instants are milliseconds, `to` is Infinity while the version is the present one. */
export type Slot = {
  entry: number
  from: number
  to: number
  change: Buffer
  clear: Buffer
  whole: Buffer
  /** False if the personal part could not be opened: `whole` then says nothing. */
  opened: boolean
  /** True if its own change took it back, so no version remains. */
  void: boolean
  /** The next slot of the same key, 0 if none. */
  next: number
}

export class Slots {
  readonly #pages: Buffer[] = []
  #used = 0

  /** Keeps a slot and answers its number, from 1. */
  add(slot: Slot): number {
    if (this.#used % PER_PAGE === 0) this.#pages.push(Buffer.alloc(BYTES * PER_PAGE))
    this.set(++this.#used, slot)
    return this.#used
  }

  set(number: number, slot: Slot): void {
    const [page, at] = this.#at(number)
    page.writeUInt32LE(slot.next, at)
    page.writeUInt32LE((slot.opened ? 1 : 0) | (slot.void ? 2 : 0), at + 4)
    page.writeDoubleLE(slot.entry, at + 8)
    page.writeDoubleLE(slot.from, at + 16)
    page.writeDoubleLE(slot.to, at + 24)
    slot.change.copy(page, at + 32)
    slot.clear.copy(page, at + 48)
    slot.whole.copy(page, at + 64)
  }

  /** A view of a slot: its buffers change with the next `set` of the same number. */
  get(number: number): Slot {
    const [page, at] = this.#at(number)
    const flags = page.readUInt32LE(at + 4)
    return {
      next: page.readUInt32LE(at),
      opened: (flags & 1) !== 0,
      void: (flags & 2) !== 0,
      entry: page.readDoubleLE(at + 8),
      from: page.readDoubleLE(at + 16),
      to: page.readDoubleLE(at + 24),
      change: page.subarray(at + 32, at + 48),
      clear: page.subarray(at + 48, at + 64),
      whole: page.subarray(at + 64, at + 80),
    }
  }

  #at(number: number): [Buffer, number] {
    const index = number - 1
    return [this.#pages[Math.floor(index / PER_PAGE)]!, (index % PER_PAGE) * BYTES]
  }
}
