import path from 'node:path'
import type { Source } from './binaries.ts'
import { ClusterError, errorFromSystem } from './error.ts'
import { makeCluster } from './initdb.ts'
import type { Purpose } from './lease.ts'
import { notesOn } from './notes.ts'
import { findPlace } from './place.ts'
import { appRole, databaseName, newPasswords, ownerRole, privateAccess, readPasswords, socketUrl } from './roles.ts'
import { joinServer, leaveServer } from './server.ts'

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
  const joined = await joinServer(place, appUrl, ownerUrl, purpose)
  let lease = joined.lease
  let closed = false
  // A server that crashed is met as it would be at the next start: joined again, and started if need be.
  const lost = new Promise<ClusterError>((report) => {
    const rejoin = async () => {
      try {
        if (!closed) lease = (await joinServer(place, appUrl, ownerUrl, purpose)).lease
        if (closed) await leaveServer(place, lease)
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
      await leaveServer(place, lease)
    },
  }
}
