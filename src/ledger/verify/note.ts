import { createPublicKey, hash, type KeyObject, verify } from 'node:crypto'

// Signed notes as in c2sp.org/signed-note, with Ed25519 keys, and the checkpoint text as in c2sp.org/tlog-checkpoint.

export type Key = { name: string; id: string; publicKey: KeyObject }
export type Checkpoint = { origin: string; size: number; root: string }
export type Opened = { text: string; signedBy: string[] } | { refused: 'malformed' | 'unsigned' | 'forged' }

const ED25519 = 0x01
const control = (text: string): boolean => [...text].some((c) => c < ' ' && c !== '\n')
const isName = (name: string): boolean => name !== '' && !/[\s+]/u.test(name)

/** Decodes standard base64, refusing every spelling but the one an encoder writes: two notes must not pass for one. */
export function base64(text: string): Buffer | undefined {
  const bytes = Buffer.from(text, 'base64')
  return bytes.toString('base64') === text ? bytes : undefined
}

/** Eight hexadecimal digits that, with the name, say which key and algorithm it is. */
export const keyId = (name: string, publicKey: Uint8Array): string =>
  hash('sha256', Buffer.concat([Buffer.from(`${name}\n`), Buffer.of(ED25519), publicKey]), 'hex').slice(0, 8)

/** Writes a verifier key: `<name>+<key id>+<base64 of 0x01 || public key>`. */
export const formatKey = (name: string, publicKey: Uint8Array): string =>
  `${name}+${keyId(name, publicKey)}+${Buffer.concat([Buffer.of(ED25519), publicKey]).toString('base64')}`

/** Reads a verifier key; undefined if it is none, or one of another algorithm. */
export function parseKey(text: string): Key | undefined {
  const [, name = '', id = '', encoded = ''] = /^([^+]+)\+([0-9a-f]{8})\+(.+)$/.exec(text) ?? []
  const bytes = base64(encoded)
  if (!isName(name) || bytes?.length !== 33 || bytes[0] !== ED25519) return undefined
  const raw = bytes.subarray(1)
  if (keyId(name, raw) !== id) return undefined
  const publicKey = createPublicKey({
    key: { kty: 'OKP', crv: 'Ed25519', x: raw.toString('base64url') },
    format: 'jwk',
  })
  return { name, id, publicKey }
}

/** Checks a note against keys. Signatures of unknown keys are passed over; a bad one of a known key refuses the whole note. */
export function openNote(note: string, keys: readonly Key[]): Opened {
  const end = note.lastIndexOf('\n\n')
  if (end < 0 || control(note) || !note.isWellFormed() || !note.endsWith('\n')) return { refused: 'malformed' }
  const text = note.slice(0, end + 1)
  const lines = note.slice(end + 2, -1).split('\n')
  const signedBy: string[] = []
  for (const line of lines) {
    const [, name = '', encoded = ''] = /^— ([^ ]+) ([^ ]+)$/.exec(line) ?? []
    const bytes = base64(encoded)
    if (!isName(name) || !bytes || bytes.length < 5) return { refused: 'malformed' }
    const id = bytes.subarray(0, 4).toString('hex')
    const known = keys.filter((k) => k.name === name && k.id === id)
    if (known.length === 0) continue
    const good = known.some((k) => verify(null, Buffer.from(text), k.publicKey, bytes.subarray(4)))
    if (!good) return { refused: 'forged' }
    signedBy.push(name)
  }
  return signedBy.length === 0 ? { refused: 'unsigned' } : { text, signedBy }
}

/** Reads the text of a checkpoint; undefined if it is none. The root stays base64. Extension lines are let pass. */
export function parseCheckpoint(text: string): Checkpoint | undefined {
  const [origin = '', size = '', root = '', ...rest] = text.split('\n')
  if (rest.pop() !== '' || rest.includes('') || origin === '' || !/^(0|[1-9][0-9]{0,15})$/.test(size)) return undefined
  if (!Number.isSafeInteger(Number(size)) || base64(root)?.length !== 32) return undefined
  return { origin, size: Number(size), root }
}

/** The origin, size and root a note claims, whether its signature holds or not. */
export const claimed = (note: string): Checkpoint | undefined =>
  parseCheckpoint(note.slice(0, note.lastIndexOf('\n\n') + 1))
