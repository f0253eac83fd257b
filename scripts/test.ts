import { spawnSync } from 'node:child_process'
import { existsSync, globSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/**
 * Runs every test: what needs no database, what needs one (on the PostgreSQL of npm, and again on this machine's own where it has
 * one), the private cluster on this system, and the journeys in a browser. Installs first what they need, where this user may.
 */
const root = join(import.meta.dirname, '..')
const has = (program: string) => spawnSync('sh', ['-c', `command -v ${program}`]).status === 0
const isRoot = process.getuid?.() === 0

function run(command: string, args: string[], env: NodeJS.ProcessEnv = {}): boolean {
  return spawnSync(command, args, { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } }).status === 0
}

function install(what: string, packages: string[]): void {
  if (!has('apt-get') || !(isRoot || spawnSync('sudo', ['-n', 'true']).status === 0)) return
  console.log(`Installing ${what} …`)
  const prefix = isRoot ? [] : ['sudo', '-n']
  const [command = 'apt-get', ...rest] = [...prefix, 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get']
  spawnSync(command, [...rest, 'update', '-q'], { stdio: 'ignore' })
  spawnSync(command, [...rest, 'install', '-y', '-q', '--no-install-recommends', ...packages], { stdio: 'inherit' })
}

const browsers = ['chromium', 'chromium-browser', 'google-chrome']
if (!browsers.some(has)) install('a browser', ['chromium', 'fonts-dejavu-core'])
if (!browsers.some(has)) run('npx', ['playwright-core', 'install', 'chromium-headless-shell'])
const goModules = '/usr/share/gocode/src/golang.org/x/mod'
if (!has('go') || !existsSync(goModules))
  install("Go's own code for transparency logs", ['golang-go', 'golang-golang-x-mod-dev'])

const left: string[] = []
const projects = ['rules', 'cluster', 'db', 'journeys']
const suites: { name: string; args: string[]; env?: NodeJS.ProcessEnv }[] = projects.map((name) => ({
  name,
  args: ['--project', name],
}))
if (!has('go') || !existsSync(goModules))
  left.push("the cross-check with Go's own code: it needs golang-go and golang-golang-x-mod-dev")
if (globSync('/usr/lib/postgresql/*/bin/postgres').length > 0) {
  suites.splice(
    2,
    1,
    { name: 'db on npm', args: ['--project', 'db'], env: { HOLDFAST_TEST_POSTGRES: 'npm' } },
    { name: 'db on system', args: ['--project', 'db'], env: { HOLDFAST_TEST_POSTGRES: 'system' } },
  )
}

if (!run(process.execPath, ['scripts/build.ts'])) process.exit(1)

let [passed, failed] = [0, 0]
for (const { name, args, env } of suites) {
  const report = join(tmpdir(), `holdfast-test-${process.pid}.json`)
  console.log(`\n── ${name}`)
  const well = run(
    join(root, 'node_modules/.bin/vitest'),
    ['run', ...args, '--reporter', 'default', '--reporter', 'json', '--outputFile.json', report],
    env,
  )
  const result = existsSync(report)
    ? (JSON.parse(readFileSync(report, 'utf8')) as { numPassedTests: number; numFailedTests: number })
    : null
  rmSync(report, { force: true })
  passed += result?.numPassedTests ?? 0
  // A suite that broke off without a failed test (a file that does not load, an error outside a test) has failed as well.
  failed += Math.max(result?.numFailedTests ?? 0, well ? 0 : 1)
}
for (const what of left) console.log(`\nLeft out: ${what}`)
console.log(`\n${passed} passed, ${failed} failed`)
process.exitCode = failed === 0 && passed > 0 ? 0 : 1
