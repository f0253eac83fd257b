import { spawn } from 'node:child_process'
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import { asAccount, own } from './account.ts'
import { programEnvironment } from './binaries.ts'
import { errorFromWords } from './error.ts'
import type { Place } from './place.ts'
import { alive } from './postmaster.ts'
import { type Passwords, setUpStatements, writePasswords } from './roles.ts'

/**
 * Makes the cluster of a place, whole or not at all: it grows beside and is renamed when it is done.
 * Of several processes that try at once one wins, and the others find its cluster.
 * @param access the lines of pg_hba.conf
 */
export async function makeCluster(place: Place, passwords: Passwords, access: string[], durable = true): Promise<void> {
  const partial = `${place.cluster}.partial-${process.pid}`
  clearAbandoned(place.cluster)
  mkdirSync(partial, { mode: 0o700 })
  try {
    own(partial, place.account)
    await run(place, 'initdb', [
      ...['--pgdata', partial, '--username', 'postgres', '--auth', 'reject', '--encoding', 'UTF8'],
      // Plain C would neither find nor order umlauts; macOS has no C.UTF-8.
      ...['--locale', process.platform === 'darwin' ? 'en_US.UTF-8' : 'C.UTF-8'],
      ...['--locale-provider', 'icu', '--icu-locale', 'und'],
      ...['--data-checksums', '--no-instructions', ...(durable ? [] : ['--no-sync'])],
    ])
    writeFileSync(path.join(partial, 'pg_hba.conf'), `${access.join('\n')}\n`, { flush: true })
    writePasswords(partial, passwords, place.account)
    // Single-user mode: the superuser needs no way in, now or later.
    const single = ['--single', '-D', partial, '-c', 'exit_on_error=on', ...(durable ? [] : ['-F']), 'postgres']
    await run(place, 'postgres', single, setUpStatements(passwords).join('\n'))
    publish(partial, place)
  } catch (error) {
    if (path.dirname(place.cluster) !== place.folder)
      rmSync(path.dirname(place.cluster), { recursive: true, force: true })
    throw error
  } finally {
    rmSync(partial, { recursive: true, force: true })
  }
}

/** Removes what attempts left that were killed. */
function clearAbandoned(cluster: string) {
  const home = path.dirname(cluster)
  for (const name of readdirSync(home)) {
    const maker = /^cluster\.partial-(\d+)$/.exec(name)?.[1]
    // In a container a killed attempt may have had this very number.
    if (maker && (Number(maker) === process.pid || !alive(Number(maker))))
      rmSync(path.join(home, name), { recursive: true, force: true })
  }
}

function publish(partial: string, place: Place) {
  const home = path.dirname(place.cluster)
  sync(partial)
  try {
    renameSync(partial, place.cluster)
    if (home !== place.folder) symlinkSync(place.cluster, path.join(place.folder, 'cluster'))
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code
    if (code !== 'ENOTEMPTY' && code !== 'EEXIST') throw error
    // Another process was first.
    if (home !== place.folder) rmSync(home, { recursive: true })
  }
  sync(home)
  sync(place.folder)
}

/** Puts a folder's list of names on the disk. */
function sync(folder: string) {
  if (!existsSync(folder)) return
  const opened = openSync(folder, 'r')
  fsyncSync(opened)
  closeSync(opened)
}

/** Runs one of PostgreSQL's programs to its end. */
async function run(place: Place, program: string, args: string[], input = ''): Promise<void> {
  const child = spawn(path.join(place.binaries.folder, program), args, {
    ...asAccount(place.account),
    cwd: '/',
    env: programEnvironment(),
    stdio: ['pipe', 'ignore', 'pipe'],
  })
  let said = ''
  child.stderr.on('data', (chunk) => {
    said += chunk
  })
  // A program that fails early closes its input; its exit status and words tell more than EPIPE.
  child.stdin.on('error', () => {})
  child.stdin.end(input)
  const status = await new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', resolve)
  })
  if (status !== 0) throw errorFromWords(place.folder, said)
}
