import { createHash } from 'node:crypto'
import { chmodSync, existsSync, lstatSync, mkdirSync } from 'node:fs'
import path from 'node:path'
import { type Account, own } from './account.ts'
import { ClusterError } from './error.ts'

/** The shortest limit for the path of a socket is 104 bytes with the closing zero (macOS); Linux has 108. */
const longest = 103 - Buffer.byteLength('/.s.PGSQL.5432')

/**
 * The folder of the socket of the cluster in `home`, always the same one, for a second process has to find it:
 * inside, or where that path is too long, a short one of its own.
 */
export function socketFolder(home: string, account: Account | undefined): string {
  const inside = path.join(home, 'socket')
  if (Buffer.byteLength(inside) <= longest) return inside
  const uid = account?.uid ?? process.getuid?.()
  const name = createHash('sha256').update(`${uid} ${home}`).digest('hex').slice(0, 16)
  // In /tmp anybody could have made it first; root has a place where nobody can.
  return path.join(account && existsSync('/run') ? '/run' : '/tmp', `holdfast-${name}`)
}

/** Makes the folder so that nobody but the account can enter it, or makes sure that this is so. */
export function closeSocketFolder(folder: string, account: Account | undefined): void {
  if (!existsSync(folder)) mkdirSync(folder, { recursive: true, mode: 0o700 })
  // Only root can mend the owner; in the places where it puts the folder nobody else can have made it.
  own(folder, account)
  const found = lstatSync(folder)
  const uid = account?.uid ?? process.getuid?.()
  if (!found.isDirectory() || found.uid !== uid) throw new ClusterError('socket-taken', folder)
  chmodSync(folder, 0o700)
}
