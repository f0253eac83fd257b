import {
  accessSync,
  chmodSync,
  chownSync,
  constants,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
} from 'node:fs'
import path from 'node:path'
import { type Account, canEnter, ownAll, ownerOf, requireName, serverAccount } from './account.ts'
import { type Binaries, findBinaries, type Source } from './binaries.ts'
import { ClusterError } from './error.ts'
import { passwordFile } from './roles.ts'
import { socketFolder } from './socket.ts'

/** Where a cluster is or will be, who runs it, and with which programs. */
export interface Place {
  /** The data folder, as sentences for people name it. */
  folder: string
  /** PostgreSQL's own folder: `cluster` in the data folder, or what that links to. */
  cluster: string
  made: boolean
  socket: string
  log: string
  account: Account | undefined
  binaries: Binaries
}

/** Where the clusters of data folders lie that PostgreSQL's account cannot enter, one folder each. */
const elsewhere = '/var/lib/holdfast-clusters'

const versionFile = 'PG_VERSION'

/** What may lie in a data folder before its cluster is made: traces of an attempt that broke off, a mounted disk's own, and the secret of a register that is to be restored. */
const harmless = /^(cluster\.partial-\d+|postgresql-.+|postgresql\.log|lost\+found|secret)$/

/** The data folder when nobody names one: as root /var/lib/holdfast, otherwise ./data. */
export function defaultDataFolder(): string {
  return process.getuid?.() === 0 ? '/var/lib/holdfast' : path.resolve('data')
}

/** Finds the cluster of a data folder, or prepares where it shall be made. */
export function findPlace(dataFolder: string, source?: Source): Place {
  const folder = path.resolve(dataFolder)
  requireName()
  mkdirSync(path.dirname(folder), { recursive: true })
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK)
  const link = path.join(folder, 'cluster')
  return isThere(link) ? existingPlace(folder, link, source) : newPlace(folder, source)
}

/** A cluster is opened as its owner, by its own major, whichever source has it. */
function existingPlace(folder: string, link: string, source: Source | undefined): Place {
  if (!existsSync(link)) throw new ClusterError('damaged', folder)
  const cluster = realpathSync(link)
  const account = adoptFiles(cluster)
  if (account && !canEnter(cluster, account)) throw new ClusterError('closed', cluster, account.name)
  if (![versionFile, passwordFile].every((name) => existsSync(path.join(cluster, name))))
    throw new ClusterError('damaged', folder)
  // A copy may have lost the mode without which PostgreSQL refuses the folder.
  chmodSync(cluster, 0o700)
  const major = readFileSync(path.join(cluster, versionFile), 'utf8').trim()
  const home = path.dirname(cluster)
  const binaries = findBinaries({ source, major: Number(major) }, account, home)
  if (!binaries) throw new ClusterError('wrong-major', folder, major)
  return { folder, cluster, made: true, ...filesIn(home, account), account, binaries }
}

function newPlace(folder: string, source: Source | undefined): Place {
  if (readdirSync(folder).some((name) => !harmless.test(name))) throw new ClusterError('not-ours', folder)
  const account = serverAccount()
  admit(folder, account)
  let home = folder
  if (account && !canEnter(folder, account)) {
    mkdirSync(elsewhere, { recursive: true })
    chmodSync(elsewhere, 0o711)
    home = mkdtempSync(path.join(elsewhere, 'data-'))
    admit(home, account)
  }
  const binaries = findBinaries({ source }, account, home)
  if (!binaries) {
    if (home !== folder) rmSync(home, { recursive: true })
    throw new ClusterError('no-binaries')
  }
  return { folder, cluster: path.join(home, 'cluster'), made: false, ...filesIn(home, account), account, binaries }
}

function filesIn(home: string, account: Account | undefined) {
  return { log: path.join(home, 'postgresql.log'), socket: socketFolder(home, account) }
}

/** Lets PostgreSQL's account pass through a folder and nobody else in. */
function admit(folder: string, account: Account | undefined) {
  const { uid } = statSync(folder)
  if (account) chownSync(folder, uid, account.gid)
  // A folder that others lend us, such as a container's volume, keeps their mode.
  if (account || uid === process.getuid?.()) chmodSync(folder, account ? 0o710 : 0o700)
}

/** Root may have copied the folder and so come to own it: then it goes to PostgreSQL's account again. */
function adoptFiles(cluster: string): Account | undefined {
  if (process.getuid?.() === 0 && statSync(cluster).uid === 0) ownAll(cluster, serverAccount())
  return ownerOf(cluster)
}

function isThere(file: string): boolean {
  return lstatSync(file, { throwIfNoEntry: false }) !== undefined
}
