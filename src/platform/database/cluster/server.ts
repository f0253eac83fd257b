import { rmSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { keepCollation } from './collation.ts'
import { ClusterError, passingWords } from './error.ts'
import { type Lease, type Purpose, takeLease } from './lease.ts'
import type { Place } from './place.ts'
import { alive, interval, readRunning, serves, start, stop } from './postmaster.ts'
import { port } from './roles.ts'
import { settings } from './settings.ts'
import { closeSocketFolder } from './socket.ts'

/** A server that runs, and our claim to it. */
export interface Joined {
  lease: Lease
  /** It ran already. */
  adopted: boolean
  /** Its indexes had to be rebuilt at the start. */
  reindexed: boolean
}

/** How long a server that runs may fail to answer without saying why, in milliseconds. Recovering is a reason. */
const patience = 5_000

/** Starts the server unless it runs, and takes a lease; tries again while somebody else starts, stops or recovers it. */
export async function joinServer(place: Place, appUrl: string, ownerUrl: string, purpose: Purpose): Promise<Joined> {
  let silentSince: number | undefined
  for (;;) {
    try {
      return await tryToJoin(place, appUrl, ownerUrl, purpose)
    } catch (error) {
      const outlook = outlookOf(error)
      if (outlook === 'final') throw error
      silentSince = outlook === 'silent' ? (silentSince ?? Date.now()) : undefined
      if (silentSince !== undefined && Date.now() - silentSince > patience) throw tooLong(error, place)
    }
    await pause(interval)
  }
}

/** Gives the lease up, and stops the server when it was the last. */
export async function leaveServer(place: Place, lease: Lease): Promise<void> {
  const running = readRunning(place.cluster)
  if ((await lease.release()) && running) await stop(place.cluster, running.pid)
}

async function tryToJoin(place: Place, appUrl: string, ownerUrl: string, purpose: Purpose): Promise<Joined> {
  const adopted = runningNow(place) !== undefined
  if (!adopted) {
    clearTheWay(place)
    await start(place, [...settings, `holdfast.source=${place.binaries.source}`])
  }
  const lease = await takeLease(appUrl, purpose, place.folder)
  try {
    return { lease, adopted, reindexed: !adopted && (await keepCollation(ownerUrl)) }
  } catch (error) {
    await leaveServer(place, lease)
    throw error
  }
}

function clearTheWay(place: Place) {
  // After a power cut the number in the files may be another process's, and after a kill that of one not yet buried:
  // PostgreSQL would refuse to start.
  const left = readRunning(place.cluster)
  if (left && alive(left.pid))
    for (const file of [path.join(place.cluster, 'postmaster.pid'), path.join(place.socket, `.s.PGSQL.${port}.lock`)])
      rmSync(file, { force: true })
  closeSocketFolder(place.socket, place.account)
}

/** Whether to try again after an error: the server says that it will be there, it is silent, or there is no point. */
function outlookOf(error: unknown): 'coming' | 'silent' | 'final' {
  const { code, syscall, message } = error as NodeJS.ErrnoException
  // Starting up or shutting down, or ended under our hands by somebody who thought himself alone.
  if (['57P01', '57P02', '57P03'].includes(code ?? '')) return 'coming'
  if (syscall === 'connect' || ['ECONNRESET', 'EPIPE', '53300'].includes(code ?? '')) return 'silent'
  return /Connection terminated|not queryable/.test(message) || passingWords.test(message) ? 'silent' : 'final'
}

function runningNow(place: Place): number | undefined {
  const running = readRunning(place.cluster)
  return running && serves(running.pid, place.cluster) ? running.pid : undefined
}

function tooLong(error: unknown, place: Place): unknown {
  const pid = runningNow(place)
  return pid ? new ClusterError('not-answering', place.folder, String(pid)) : error
}
