import { refuse } from '../refusal.ts'

/** Where a page sorted by name ended: name and id of its last row. Opaque to clients, who send it back as `after`. */
export const position = {
  of: (last: { name: string; id: string }): string =>
    Buffer.from(JSON.stringify([last.name, last.id])).toString('base64url'),
  /** Refuses what is not a `next` of ours. */
  read(after: string): [name: string, id: string] {
    try {
      const [name, id] = JSON.parse(Buffer.from(after, 'base64url').toString())
      if (typeof name === 'string' && /^[0-9a-f-]{36}$/.test(id)) return [name, id]
    } catch {}
    refuse('bad_input', { fields: [{ where: 'after', what: 'is not the `next` of a page' }] })
  },
}
