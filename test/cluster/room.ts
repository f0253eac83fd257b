import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  globSync,
  lchownSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
} from 'node:fs'
import path from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { asAccount, ownerOf } from '../../src/platform/database/cluster/account.ts'
import { findBinaries } from '../../src/platform/database/cluster/binaries.ts'
import { readRunning, stop } from '../../src/platform/database/cluster/postmaster.ts'
import { socketFolder } from '../../src/platform/database/cluster/socket.ts'
import { memoryFolder } from '../memory.ts'
import { type Opening, type Order, opening } from './opening.ts'

export const isRoot = process.getuid?.() === 0

/** An account without rights, to be it where root runs the tests; whoever else runs them is ordinary already. */
export const ordinary = isRoot ? { name: 'daemon', uid: 1, gid: 1 } : undefined

interface Owner {
  uid: number
  gid: number
}

/** A folder for one test's clusters, which every account can enter, with the processes that open them. */
export class Room {
  readonly folder: string
  private openings: Opening[] = []

  /** @param parent the folder for temporary files where programs shall run from the room: memory may forbid that */
  constructor(parent = memoryFolder()) {
    this.folder = realpathSync(mkdtempSync(path.join(parent, 'holdfast-room-')))
    chmodSync(this.folder, 0o755)
  }

  /** The path of a folder in the room that is not there yet. */
  path(name: string): string {
    return path.join(this.folder, name)
  }

  /** A folder of an account's own that nobody else can enter. */
  home(name: string, owner: Owner | undefined): string {
    const folder = this.path(name)
    mkdirSync(folder, { mode: 0o700 })
    this.give(folder, owner)
    return folder
  }

  /** Gives a folder and all in it to an account. */
  give(folder: string, owner: Owner | undefined): void {
    if (!owner) return
    for (const file of ['.', ...globSync('**', { cwd: folder })])
      lchownSync(path.join(folder, file), owner.uid, owner.gid)
  }

  /** Whether something in the room matches a pattern. */
  holds(pattern: string): boolean {
    return globSync(pattern, { cwd: this.folder }).length > 0
  }

  /** Waits for something that is bound to come. */
  async until(happened: () => boolean): Promise<void> {
    while (!happened()) await nextTurn()
  }

  /** Runs a statement as the superuser, who has no way in but this one, on a cluster that does not run. */
  asSuperuser(cluster: string, statement: string): void {
    const account = ownerOf(cluster)
    const major = Number(readFileSync(path.join(cluster, 'PG_VERSION'), 'utf8'))
    const binaries = findBinaries({ major }, account, this.path('copies'))
    const args = ['--single', '-D', cluster, '-c', 'exit_on_error=on', 'postgres']
    const program = path.join(binaries?.folder ?? '', 'postgres')
    execFileSync(program, args, {
      ...asAccount(account),
      cwd: '/',
      input: statement,
      stdio: ['pipe', 'ignore', 'pipe'],
    })
  }

  /** Opens a cluster in another process. */
  async open(order: Order, program?: string, before?: string[]): Promise<Opening> {
    const made = await opening(order, program, before)
    this.openings.push(made)
    return made
  }

  /** Ends whatever still runs and removes everything. */
  async clear(): Promise<void> {
    for (const one of this.openings) await one.close()
    for (const link of globSync('**/cluster', { cwd: this.folder })) {
      if (!existsSync(this.path(link))) continue
      const cluster = realpathSync(this.path(link))
      const running = readRunning(cluster)
      if (running) await stop(cluster, running.pid)
      rmSync(socketFolder(path.dirname(cluster), ownerOf(cluster)), { recursive: true, force: true })
      if (!cluster.startsWith(this.folder)) rmSync(path.dirname(cluster), { recursive: true, force: true })
    }
    rmSync(this.folder, { recursive: true, force: true })
  }
}
