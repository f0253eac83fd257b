import { spawnSync } from 'node:child_process'
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
 * The account PostgreSQL has to run as, since it refuses root: undefined when the present one will do.
 * Makes a system account `holdfast` where no fitting one exists.
 */
export function serverAccount(): Account | undefined {
  if (process.getuid?.() !== 0) return undefined
  for (const name of fitting) {
    const account = accountNamed(name)
    if (account) return account
  }
  spawnSync('useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', 'holdfast'])
  const made = accountNamed('holdfast')
  if (!made) throw new ClusterError('no-account')
  return made
}

/** Spawn options under which a child process runs as that account. */
export function asAccount(account: Account | undefined): { uid?: number; gid?: number } {
  return account ? { uid: account.uid, gid: account.gid } : {}
}

function accountNamed(name: string): Account | undefined {
  const [uid, gid] = ['-u', '-g'].map((flag) => Number.parseInt(spawnSync('id', [flag, name]).stdout?.toString(), 10))
  return uid && gid ? { name, uid, gid } : undefined
}
