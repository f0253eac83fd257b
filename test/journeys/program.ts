import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { ownerOf } from '../../src/platform/database/cluster/account.ts'
import { socketFolder } from '../../src/platform/database/cluster/socket.ts'

const command = path.join(import.meta.dirname, '../../scripts/holdfast.js')

/** What a command said, and how it ended. */
export interface Said {
  code: number | null
  out: string
  err: string
}

/** Holdfast as `npm start` runs it, on an empty data folder of its own and a free port. */
export class Program {
  readonly folder: string
  readonly port: number
  private serving: ChildProcess | null = null

  private constructor(folder: string, port: number) {
    this.folder = folder
    this.port = port
  }

  static async inEmptyFolder(): Promise<Program> {
    const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'holdfast-journey-')))
    // As root, PostgreSQL runs under an account that has to get in.
    chmodSync(folder, 0o755)
    return new Program(folder, await freePort())
  }

  get url(): string {
    return `http://localhost:${this.port}`
  }

  /** Starts the server and waits for the sentence that a person waits for. */
  async serve(): Promise<void> {
    const child = this.spawn(['serve'])
    this.serving = child
    child.stdout?.resume()
    let said = ''
    await new Promise<void>((ready, failed) => {
      child.stderr?.on('data', (chunk) => {
        said += chunk
        if (said.includes(`Holdfast is ready: ${this.url}`)) ready()
      })
      child.once('exit', () => failed(new Error(`It did not start: ${said}`)))
    })
  }

  /** Runs another verb in a shell of its own, beside the server or without it. */
  async run(...args: string[]): Promise<Said> {
    const child = this.spawn(args)
    const said = { out: '', err: '' }
    child.stdout?.on('data', (chunk) => {
      said.out += chunk
    })
    child.stderr?.on('data', (chunk) => {
      said.err += chunk
    })
    const [code] = (await once(child, 'close')) as [number | null]
    return { code, ...said }
  }

  /** The path of a file in the folder, with what is written into it. */
  file(name: string, content: string | Buffer): string {
    const file = path.join(this.folder, name)
    writeFileSync(file, content)
    return file
  }

  /** Stops the server as Ctrl-C does. */
  async stop(): Promise<number | null> {
    const child = this.serving
    this.serving = null
    if (!child) return null
    if (child.exitCode === null) {
      child.kill('SIGINT')
      await once(child, 'exit')
    }
    return child.exitCode
  }

  /** Stops it and leaves nothing behind. */
  async remove(): Promise<void> {
    await this.stop()
    const cluster = path.join(this.folder, 'data/cluster')
    if (existsSync(cluster)) {
      const home = path.dirname(realpathSync(cluster))
      rmSync(socketFolder(home, ownerOf(realpathSync(cluster))), { recursive: true, force: true })
      rmSync(home, { recursive: true, force: true })
    }
    rmSync(this.folder, { recursive: true, force: true })
  }

  private spawn(args: string[]): ChildProcess {
    const { DATABASE_URL, DATABASE_OWNER_URL, HOLDFAST_URL, HOLDFAST_SECRET_FILE, HOST, ...rest } = process.env
    const env = { ...rest, PORT: String(this.port), HOLDFAST_DATA: path.join(this.folder, 'data') }
    return spawn(process.execPath, [command, ...args], { cwd: this.folder, env, stdio: ['ignore', 'pipe', 'pipe'] })
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  server.close()
  await once(server, 'close')
  return port
}
