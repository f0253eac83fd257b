#!/usr/bin/env node
// The command `holdfast`. Node 24 runs its TypeScript as it is; where the node of this machine is older, the one that npm installed
// beside us is used instead.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import modules from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const [major, minor] = process.versions.node.split('.').map(Number)
const command = existsSync(join(root, 'src/cli.ts')) ? join(root, 'src/cli.ts') : join(root, 'dist/cli.js')

// What was compiled once is kept beside what npm installed: a third of every later start. Node 20 cannot, and need not.
modules.enableCompileCache?.(join(root, 'node_modules/.cache/compiled'))

if (major > 24 || (major === 24 && minor >= 0)) {
  await import(command)
} else {
  const system = process.platform === 'win32' ? 'win' : process.platform
  const name = `${process.platform === 'darwin' && process.arch === 'arm64' ? 'node-bin' : 'node'}-${system}-${process.arch}`
  let node
  try {
    node = join(
      dirname(modules.createRequire(import.meta.url).resolve(`${name}/package.json`)),
      'bin',
      process.platform === 'win32' ? 'node.exe' : 'node',
    )
  } catch {
    console.error(
      `Holdfast needs Node 24 and this is ${process.versions.node}. Run npm install in ${root}: it brings its own.`,
    )
    process.exit(2)
  }
  // a small nursery: three of the usual size are a quarter of all the memory Holdfast takes (docs/operate/speed.md)
  const child = spawn(node, ['--max-semi-space-size=8', command, ...process.argv.slice(2)], { stdio: 'inherit' })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)))
}
