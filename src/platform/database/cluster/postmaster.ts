import { type ChildProcess, spawn } from 'node:child_process'
import { chownSync, closeSync, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { type Account, asAccount } from './account.ts'
import type { Binaries } from './binaries.ts'
import { ClusterError } from './error.ts'
import { type Passwords, setUpStatements } from './roles.ts'

/** A cluster's files and what runs them. */
export interface Place {
  binaries: Binaries
  account: Account | undefined
  /** PostgreSQL's own data folder. */
  folder: string
}

/** What the file postmaster.pid in a data folder says of the server that wrote it. */
export interface Running {
  pid: number
  socket: string
  ready: boolean
}

/** How often to look whether a server has come up or gone, in milliseconds. It takes about 30 to come up. */
const interval = 5

/**
 * Makes a cluster in a folder that is not there yet, with the two roles and the database.
 * @param access the lines of pg_hba.conf
 */
export async function initialise(place: Place, passwords: Passwords, access: string[], durable = true): Promise<void> {
  mkdirSync(place.folder, { mode: 0o700 })
  own(place.folder, place.account)
  await run(place, 'initdb', [
    ...['--pgdata', place.folder, '--username', 'postgres', '--auth', 'reject', '--encoding', 'UTF8'],
    // Plain C would neither find nor order umlauts.
    ...['--locale', 'C.UTF-8', '--locale-provider', 'icu', '--icu-locale', 'und'],
    ...['--data-checksums', '--no-instructions', ...(durable ? [] : ['--no-sync'])],
  ])
  writeFileSync(path.join(place.folder, 'pg_hba.conf'), `${access.join('\n')}\n`)
  const single = ['--single', '-D', place.folder, '-c', 'exit_on_error=on', ...(durable ? [] : ['-F']), 'postgres']
  await run(place, 'postgres', single, setUpStatements(passwords).join('\n'))
}

/** Starts the server on an existing cluster; resolves when it takes connections. It lives on when this process dies. */
export async function start(place: Place, socket: string, log: string, settings: string[]): Promise<Running> {
  const out = openSync(log, 'a', 0o600)
  const child = spawn(
    path.join(place.binaries.folder, 'postgres'),
    [
      ...['-D', place.folder, '-c', 'listen_addresses=', '-c', `unix_socket_directories=${socket}`],
      ...settings.flatMap((setting) => ['-c', setting]),
    ],
    { ...asAccount(place.account), cwd: place.folder, detached: true, stdio: ['ignore', out, out] },
  )
  closeSync(out)
  const ended = new Promise<never>((_, reject) => {
    child.once('error', reject)
    child.once('exit', () => reject(new ClusterError('not-started', lastLines(log))))
  })
  ended.catch(() => {})
  child.unref()
  return Promise.race([ended, untilReady(place.folder, child)])
}

/** Asks the server to end at once, rolling back what is open, and waits until it has. */
export async function stop(folder: string, pid: number): Promise<void> {
  try {
    process.kill(pid, 'SIGINT')
  } catch {
    return
  }
  while (readRunning(folder)?.pid === pid && alive(pid)) await pause(interval)
}

/** What postmaster.pid says, or undefined when it is not there or not yet complete. */
export function readRunning(folder: string): Running | undefined {
  let lines: string[]
  try {
    lines = readFileSync(path.join(folder, 'postmaster.pid'), 'utf8').split('\n')
  } catch {
    return undefined
  }
  const pid = Number.parseInt(lines[0] ?? '', 10)
  const socket = lines[4]?.trim()
  return pid && socket ? { pid, socket, ready: lines[7]?.trim() === 'ready' } : undefined
}

/** Whether a process of that number is there, whoever's it is. */
export function alive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** Gives a file or folder to the account; nothing to do when that is the present one. */
export function own(file: string, account: Account | undefined): void {
  if (account) chownSync(file, account.uid, account.gid)
}

async function untilReady(folder: string, child: ChildProcess): Promise<Running> {
  while (child.exitCode === null) {
    const running = readRunning(folder)
    if (running?.ready && running.pid === child.pid) return running
    await pause(interval)
  }
  return new Promise(() => {})
}

/** Runs one of PostgreSQL's programs to its end; what it printed is the cause when it fails. */
async function run(place: Place, program: string, args: string[], input = ''): Promise<void> {
  const child = spawn(path.join(place.binaries.folder, program), args, {
    ...asAccount(place.account),
    cwd: place.folder,
    env: { ...process.env, LC_ALL: 'C' },
    stdio: ['pipe', 'ignore', 'pipe'],
  })
  let printed = ''
  child.stderr.on('data', (chunk) => {
    printed += chunk
  })
  child.stdin.on('error', () => {})
  child.stdin.end(input)
  const status = await new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', resolve)
  })
  if (status !== 0) throw new ClusterError('not-started', printed.trim())
}

function lastLines(file: string): string {
  return readFileSync(file, 'utf8').trim().split('\n').slice(-5).join('\n')
}
