import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { createInterface } from 'node:readline'
import type { Source } from '../../src/platform/database/cluster/binaries.ts'
import type { Purpose } from '../../src/platform/database/cluster/lease.ts'

/** What an opener is told to do. */
export interface Order {
  folder: string
  purpose: Purpose
  source?: Source
  /** The account to become first; only root can. */
  as?: { uid: number; gid: number }
}

export interface Opened {
  appUrl: string
  ownerUrl: string
  version: string
  source: Source
  adopted: boolean
  notes: string[]
}

export interface Refused {
  code: string
  message: string
}

/** A process that has a cluster open, or was refused. */
export interface Opening {
  pid: number
  opened: Opened | undefined
  refused: Refused | undefined
  /** The next thing it says. */
  next(): Promise<{ lost?: Refused }>
  /** Ends it in good order. */
  close(): Promise<void>
  /** Ends it as a power cut would, leaving PostgreSQL alone. */
  kill(): Promise<void>
}

const here = path.join(import.meta.dirname, 'opener.ts')

/**
 * Starts an opener and waits for its answer.
 * @param program another clone's opener
 * @param before a command with arguments to run it under
 */
export async function opening(order: Order, program = here, before: string[] = []): Promise<Opening> {
  const [command = '', ...args] = [...before, process.execPath, program, JSON.stringify(order)]
  const child = spawn(command, args, { cwd: '/', stdio: ['pipe', 'pipe', 'inherit'] })
  const said = createInterface(child.stdout)[Symbol.asyncIterator]()
  const next = async () => JSON.parse((await said.next()).value ?? '{}')
  const { opened, refused } = await next()
  if (!opened && !refused) throw new Error('The opener ended without an answer; its words are above.')
  return {
    pid: child.pid ?? 0,
    opened,
    refused,
    next,
    close: () => ended(child, () => child.stdin.end()),
    kill: () => ended(child, () => child.kill('SIGKILL')),
  }
}

async function ended(child: ChildProcess, end: () => void) {
  if (child.exitCode !== null || child.signalCode !== null) return
  const exit = once(child, 'exit')
  end()
  await exit
}
