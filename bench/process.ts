import { spawn } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import path from 'node:path'
import { createInterface } from 'node:readline'

/** A server in a process of its own, which says its address when it is ready. */
export interface Server {
  pid: number
  address: string
  stop(): Promise<void>
}

/** Starts `file` of this folder with an environment; a server that ends before it says where it listens is an error. */
export async function startServer(file: string, env: Record<string, string>, flags: string[] = []): Promise<Server> {
  const child = spawn(process.execPath, [...flags, path.join(import.meta.dirname, file)], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = new Promise<never>((_, fail) =>
    child.once('exit', (code) => fail(new Error(`${file} ended with ${code}`))),
  )
  ended.catch(() => {})
  // whatever ends the bench ends its servers
  process.once('exit', () => child.kill())
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))
  const lines = createInterface(child.stdout)
  const address = await Promise.race([
    new Promise<string>((say) =>
      lines.on('line', (line) => (line.startsWith('http') ? say(line) : console.error(line))),
    ),
    ended,
  ])
  return {
    pid: child.pid!,
    address,
    async stop() {
      child.kill('SIGTERM')
      await ended.catch(() => {})
    },
  }
}

export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const { port } = server.address() as { port: number }
  await new Promise((done) => server.close(done))
  return port
}

/** A process and everything below it. Linux only: it reads /proc. */
export function tree(root: number): number[] {
  const children = new Map<number, number[]>()
  for (const pid of readdirSync('/proc').map(Number).filter(Boolean)) {
    const parent = Number(statOf(pid)?.[1])
    children.set(parent, [...(children.get(parent) ?? []), pid])
  }
  const below = (pid: number): number[] => [pid, ...(children.get(pid) ?? []).flatMap(below)]
  return below(root)
}

/** CPU time of a process and all its children, the ended ones too, in seconds; in ticks of 10 ms. */
export function cpu(root: number): number {
  return tree(root).reduce((sum, pid) => {
    const stat = statOf(pid)
    // user and system time; of the root also that of children which have ended
    const own = stat ? Number(stat[11]) + Number(stat[12]) : 0
    return sum + (own + (pid === root && stat ? Number(stat[13]) + Number(stat[14]) : 0)) / 100
  }, 0)
}

/** Proportional set size of processes in megabytes: memory shared by several is counted once. */
export function memory(pids: number[]): number {
  return pids.reduce((sum, pid) => {
    try {
      return sum + Number(/^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))![1]) / 1024
    } catch {
      return sum
    }
  }, 0)
}

/** The fields after the name, which is in parentheses and may hold anything: state, parent, … */
function statOf(pid: number): string[] | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  } catch {
    return undefined
  }
}
