import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, fstatSync, ftruncateSync, openSync, readFileSync, readlinkSync, realpathSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { asAccount } from './account.ts'
import { programEnvironment } from './binaries.ts'
import { errorFromWords } from './error.ts'
import type { Place } from './place.ts'
import { port } from './roles.ts'

/** What the file postmaster.pid in a cluster says of the server that wrote it, which may be long gone. */
export interface Running {
  pid: number
  ready: boolean
}

/** How often to look whether a server has come up or gone, in milliseconds: it takes some 30 to come up. */
export const interval = 5

/** In bytes. The server has little to say; what it said long ago may go. */
const longestLog = 1_000_000

/**
 * Starts the server of a cluster; resolves when it takes connections, however long it has to recover first, or has
 * been stopped by somebody else already. Rejects with its own words when it fails.
 * It is a session of its own: neither Ctrl-C nor the death of this process ends it, `stop` does.
 */
export async function start(place: Place, settings: string[]): Promise<void> {
  const log = openSync(place.log, 'a', 0o600)
  if (fstatSync(log).size > longestLog) ftruncateSync(log)
  const before = fstatSync(log).size
  const told = ['listen_addresses=', `unix_socket_directories=${quoted(place.socket)}`, `port=${port}`, ...settings]
  const child = spawn(
    path.join(place.binaries.folder, 'postgres'),
    ['-D', place.cluster, ...told.flatMap((setting) => ['-c', setting])],
    {
      ...asAccount(place.account),
      cwd: place.cluster,
      env: programEnvironment(),
      detached: true,
      stdio: ['ignore', log, log],
    },
  )
  closeSync(log)
  child.unref()
  const ended = once(child, 'exit')
  await Promise.race([ended, untilReady(place.cluster, child)])
  if (child.exitCode === 0 || (child.exitCode === null && child.signalCode === null)) return
  throw errorFromWords(place.folder, readFileSync(place.log).toString('utf8', before))
}

/** Ends the server, rolling back what is open, and waits until it is gone. */
export async function stop(cluster: string, pid: number): Promise<void> {
  if (!serves(pid, cluster)) return
  try {
    process.kill(pid, 'SIGINT')
  } catch {
    // It went by itself in this instant.
  }
  while (readRunning(cluster)?.pid === pid && serves(pid, cluster)) await pause(interval)
}

/** What postmaster.pid says, or undefined when it is not there or not yet complete. */
export function readRunning(cluster: string): Running | undefined {
  let lines: string[]
  try {
    lines = readFileSync(path.join(cluster, 'postmaster.pid'), 'utf8').split('\n')
  } catch {
    return undefined
  }
  const pid = Number.parseInt(lines[0] ?? '', 10)
  return pid ? { pid, ready: lines[7]?.trim() === 'ready' } : undefined
}

/** Whether a process of that number is there, whoever's it is. */
export function alive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** Whether process `pid` is the server of this cluster, and not another that got its number after a power cut. */
export function serves(pid: number, cluster: string): boolean {
  if (process.platform === 'linux') {
    try {
      return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(cluster)
    } catch {
      return false
    }
  }
  const { stdout } = spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' })
  return stdout.includes('postgres') && stdout.includes(cluster)
}

async function untilReady(cluster: string, child: ChildProcess): Promise<void> {
  while (child.exitCode === null && child.signalCode === null) {
    const running = readRunning(cluster)
    if (running?.ready && running.pid === child.pid) return
    await pause(interval)
  }
}

/** A folder as one member of a list of folders. */
function quoted(folder: string): string {
  return `"${folder.replaceAll('"', '""')}"`
}
