import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'

/** The one secret of an installation. Everything that needs a key derives its own from it, so there is one file to keep. */
export interface Secret {
  /** 32 bytes for one use, e.g. `sessions`, `checkpoints`. */
  key(use: string): Buffer
  seal(text: string): string
  unseal(sealed: string): string
}

/** Reads the secret file, making it (mode 0600) where it is new. Whoever has it can sign as this installation. */
export function openSecret(file: string): Secret {
  let secret: Buffer
  try {
    secret = Buffer.from(readFileSync(file, 'utf8').trim(), 'base64')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    secret = randomBytes(32)
    writeFileSync(file, `${secret.toString('base64')}\n`, { mode: 0o600, flag: 'wx' })
  }
  if (secret.length !== 32)
    throw new Error(`${file} does not hold a secret of Holdfast: 32 bytes in base64. Restore it from your backup.`)
  const key = (use: string) => Buffer.from(hkdfSync('sha256', secret, '', `holdfast ${use}`, 32))
  return {
    key,
    seal(text) {
      const nonce = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', key('sealing'), nonce)
      return Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]).toString('base64')
    },
    unseal(sealed) {
      const bytes = Buffer.from(sealed, 'base64')
      const decipher = createDecipheriv('aes-256-gcm', key('sealing'), bytes.subarray(0, 12)).setAuthTag(
        bytes.subarray(-16),
      )
      return Buffer.concat([decipher.update(bytes.subarray(12, -16)), decipher.final()]).toString('utf8')
    },
  }
}
