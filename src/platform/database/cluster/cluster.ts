import { rmSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Source } from './binaries.ts'
import { keepCollation } from './collation.ts'
import { ClusterError, errorFromSystem } from './error.ts'
import { makeCluster } from './initdb.ts'
import { type Lease, type Purpose, takeLease } from './lease.ts'
import { notesOn } from './notes.ts'
import { findPlace, type Place } from './place.ts'
import { alive, interval, readRunning, serves, start, stop } from './postmaster.ts'
import { appRole, databaseName, newPasswords, ownerRole, privateAccess, readPasswords, socketUrl } from './roles.ts'
import { settings } from './settings.ts'
import { closeSocketFolder } from './socket.ts'

/** Holdfast's own PostgreSQL, running. */
export interface Cluster {
  /** Connection strings of the running program's role and of the role that migrates. */
  appUrl: string
  ownerUrl: string
  /** Of the server, such as "15.18", and where its programs come from. */
  version: string
  source: Source
  /** It was running already: another process uses it, or one that used it was killed. */
  adopted: boolean
  /** Sentences for the person who starts Holdfast: what runs where, and what to do better. */
  notes: string[]
  /** Resolves, with the reason, when the server has gone and could not be started again; never after `close`. */
  lost: Promise<ClusterError>
  /** Gives the cluster up, and stops it unless another process uses it. End your own connections before. */
  close(): Promise<void>
}

/** How long a server that runs may fail to answer without saying why, in milliseconds. Recovering is a reason. */
const patience = 5_000

/**
 * Opens the cluster in a data folder: makes it in a new or empty one, starts it, or joins it where it runs already.
 * `serve` is refused where another serves. Whatever cannot be is a ClusterError.
 * @param source whose binaries to use, where it matters
 */
export async function openCluster(dataFolder: string, purpose: Purpose, source?: Source): Promise<Cluster> {
  const folder = path.resolve(dataFolder)
  if (process.platform === 'win32') throw new ClusterError('no-sockets')
  try {
    return await open(folder, purpose, source)
  } catch (error) {
    throw errorFromSystem(folder, error)
  }
}

async function open(folder: string, purpose: Purpose, source: Source | undefined): Promise<Cluster> {
  let place = findPlace(folder, source)
  if (!place.made) {
    await makeCluster(place, newPasswords(), privateAccess)
    place = findPlace(folder, source)
  }
  const passwords = readPasswords(place.cluster)
  const appUrl = socketUrl(place.socket, appRole, passwords.app, databaseName)
  const ownerUrl = socketUrl(place.socket, ownerRole, passwords.owner, databaseName)
  const joined = await join(place, appUrl, ownerUrl, purpose)
  let lease = joined.lease
  let closed = false
  // A server that crashed is met as it would be at the next start: joined again, and started if need be.
  const lost = new Promise<ClusterError>((report) => {
    const rejoin = async () => {
      try {
        if (!closed) lease = (await join(place, appUrl, ownerUrl, purpose)).lease
        if (closed) await release(place, lease)
        else lease.lost.then(rejoin)
      } catch (error) {
        const reason = errorFromSystem(folder, error)
        report(reason instanceof ClusterError ? reason : new ClusterError('not-started', folder, String(reason)))
      }
    }
    lease.lost.then(rejoin)
  })
  return {
    appUrl,
    ownerUrl,
    version: lease.version,
    source: lease.source,
    adopted: joined.adopted,
    notes: notesOn(place, joined.reindexed),
    lost,
    async close() {
      closed = true
      await release(place, lease)
    },
  }
}

async function release(place: Place, lease: Lease) {
  const running = readRunning(place.cluster)
  if ((await lease.release()) && running) await stop(place.cluster, running.pid)
}

/** Starts the server unless it runs, and takes a lease; tries again while somebody else starts, stops or recovers it. */
async function join(place: Place, appUrl: string, ownerUrl: string, purpose: Purpose) {
  let silentSince: number | undefined
  for (;;) {
    try {
      const adopted = runs(place)
      if (!adopted) await start(place, [...settings, `holdfast.source=${place.binaries.source}`])
      const lease = await takeLease(appUrl, purpose, place.folder)
      const reindexed = !adopted && (await keepCollation(ownerUrl))
      return { lease, adopted, reindexed }
    } catch (error) {
      const outlook = outlookOf(error, place)
      if (outlook === 'final') throw error
      silentSince = outlook === 'silent' ? (silentSince ?? Date.now()) : undefined
      if (silentSince !== undefined && Date.now() - silentSince > patience) throw tooLong(error, place)
    }
    await pause(interval)
  }
}

/** Whether the server runs; if not, clears the way for it. */
function runs(place: Place): boolean {
  if (runningNow(place)) return true
  const running = readRunning(place.cluster)
  // After a power cut the number in the file may be another process's, at which PostgreSQL would refuse to start.
  if (running && alive(running.pid)) rmSync(path.join(place.cluster, 'postmaster.pid'), { force: true })
  closeSocketFolder(place.socket, place.account)
  return false
}

/** Whether to try again after an error: the server says that it will be there, it is silent, or there is no point. */
function outlookOf(error: unknown, place: Place): 'coming' | 'silent' | 'final' {
  const { code, syscall, message } = error as NodeJS.ErrnoException
  // Starting up or shutting down, or ended under our hands by somebody who thought himself alone.
  if (['57P01', '57P02', '57P03'].includes(code ?? '')) return 'coming'
  if (syscall === 'connect' || code === 'ECONNRESET' || code === 'EPIPE' || code === '53300') return 'silent'
  if (/Connection terminated|pre-existing shared memory block/.test(message)) return 'silent'
  // Somebody else started it first.
  if (code === 'not-started' && runningNow(place)) return 'silent'
  return 'final'
}

function runningNow(place: Place): number | undefined {
  const running = readRunning(place.cluster)
  return running && serves(running.pid, place.cluster) ? running.pid : undefined
}

function tooLong(error: unknown, place: Place): unknown {
  const pid = runningNow(place)
  return pid ? new ClusterError('not-answering', place.folder, String(pid)) : error
}
