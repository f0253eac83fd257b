import { createPrivateKey, createPublicKey, sign } from 'node:crypto'
import { type Checkpoint, formatKey, keyId } from './verify/note.ts'

// The writer's side of checkpoints: c2sp.org/tlog-checkpoint, signed with Ed25519.

export type Signer = {
  /** The verifier key to give away. */
  key: string
  /** Signs a text that ends in a newline; answers the whole note. */
  sign(text: string): string
}

// RFC 8410, section 7: what stands before the 32 bytes of an Ed25519 seed in PKCS #8.
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex')

/** Makes a signer of a 32-byte seed. `name` is the origin of the checkpoints to sign: no white space, no plus. */
export function signer(name: string, seed: Uint8Array): Signer {
  if (seed.length !== 32) throw new RangeError(`an Ed25519 seed has 32 bytes, not ${seed.length}`)
  if (name === '' || /[\s+]/u.test(name))
    throw new RangeError(`"${name}" cannot name a key: it has white space or a plus`)
  const privateKey = createPrivateKey({ key: Buffer.concat([PKCS8, seed]), format: 'der', type: 'pkcs8' })
  const { x = '' } = createPublicKey(privateKey).export({ format: 'jwk' })
  const publicKey = Buffer.from(x, 'base64url')
  const id = Buffer.from(keyId(name, publicKey), 'hex')
  return {
    key: formatKey(name, publicKey),
    sign(text) {
      if (!text.endsWith('\n')) throw new RangeError('the text of a note ends in a newline')
      const signature = Buffer.concat([id, sign(null, Buffer.from(text), privateKey)])
      return `${text}\n— ${name} ${signature.toString('base64')}\n`
    },
  }
}

/** The text of a checkpoint: origin, number of leaves, root in base64, one line each. */
export const checkpointText = ({ origin, size, root }: Checkpoint): string => `${origin}\n${size}\n${root}\n`
