import { spawnSync } from 'node:child_process'
import { chownSync, statSync } from 'node:fs'
import { userInfo } from 'node:os'
import { ClusterError } from './error.ts'

/** An operating-system account by name and numbers. */
export interface Account {
  name: string
  uid: number
  gid: number
}

/** `nobody` is not among them: whatever else runs as nobody could read the register. */
const fitting = ['postgres', '_postgres', 'holdfast']

/**
 * The account a new cluster has to run as, since PostgreSQL refuses root: undefined when the present one will do.
 * Makes a system account `holdfast` where no fitting one exists.
 */
export function serverAccount(): Account | undefined {
  if (process.getuid?.() !== 0) return undefined
  for (const name of fitting) {
    const account = find(name)
    if (account) return account
  }
  spawnSync('useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', 'holdfast'])
  const made = find('holdfast')
  if (!made) throw new ClusterError('no-account')
  return made
}

/** PostgreSQL asks the system for the name of the account that runs it; a container may run under a bare number. */
export function requireName(): void {
  try {
    userInfo()
  } catch {
    throw new ClusterError('unnamed-account', '', String(process.getuid?.()))
  }
}

/** The account an existing cluster runs as: always its owner; undefined when that is the present one. */
export function ownerOf(folder: string): Account | undefined {
  const { uid, gid } = statSync(folder)
  const present = process.getuid?.()
  if (uid === present) return undefined
  const name = spawnSync('id', ['-un', String(uid)], { encoding: 'utf8' }).stdout?.trim() || String(uid)
  if (present !== 0) throw new ClusterError('other-account', folder, name)
  return { name, uid, gid }
}

/** Spawn options under which a child process runs as that account. */
export function asAccount(account: Account | undefined): { uid?: number; gid?: number } {
  return account ? { uid: account.uid, gid: account.gid } : {}
}

/** Gives a file or folder to the account. */
export function own(file: string, account: Account | undefined): void {
  if (account) chownSync(file, account.uid, account.gid)
}

/** Gives a folder and all in it to the account. */
export function ownAll(folder: string, account: Account | undefined): void {
  if (account) spawnSync('chown', ['-R', `${account.uid}:${account.gid}`, folder])
}

/** Whether the account can enter a folder, through all the folders above it. */
export function canEnter(folder: string, account: Account | undefined): boolean {
  return spawnSync('test', ['-x', folder], { ...asAccount(account), cwd: '/' }).status === 0
}

function find(name: string): Account | undefined {
  const [uid, gid] = ['-u', '-g'].map((flag) => Number.parseInt(spawnSync('id', [flag, name]).stdout?.toString(), 10))
  return uid && gid ? { name, uid, gid } : undefined
}
