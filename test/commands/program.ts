import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const root = join(import.meta.dirname, '../..')

export interface Ended {
  code: number | null
  out: string
  err: string
}

/** Runs `holdfast` as a person would, in an environment of its own, until it ends. */
export function holdfast(args: string[], env: NodeJS.ProcessEnv): Promise<Ended> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [join(root, 'scripts/holdfast.js'), ...args], {
      env: { PATH: process.env.PATH, HOME: process.env.HOME, ...env },
    })
    const ended: Ended = { code: null, out: '', err: '' }
    child.stdout.on('data', (text) => (ended.out += text))
    child.stderr.on('data', (text) => (ended.err += text))
    child.on('close', (code) => resolve({ ...ended, code }))
  })
}

/** A running server: resolves when it says where it is reachable, rejects with its words when it ends before. */
export function serving(env: NodeJS.ProcessEnv): Promise<{ address: string; stop(): Promise<number | null> }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(root, 'scripts/holdfast.js'), 'serve'], {
      env: { PATH: process.env.PATH, HOME: process.env.HOME, ...env },
    })
    let said = ''
    const closed = new Promise<number | null>((done) => child.on('close', done))
    const stop = () => {
      child.kill('SIGTERM')
      return closed
    }
    child.stderr.on('data', (text) => {
      said += text
      const address = /Holdfast is ready: (\S+)/.exec(said)?.[1]
      if (address) resolve({ address, stop })
    })
    void closed.then((code) => reject(new Error(`ended with ${code}: ${said}`)))
  })
}

export const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => resolve(port))
    })
  })

/** A folder for one test's data, and its end. */
export function ownFolder(): { path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'holdfast start '))
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) }
}
