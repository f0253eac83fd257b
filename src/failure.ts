import { RestoreRefused } from './ledger/restore.ts'
import { ConfigurationError } from './platform/configuration.ts'
import { BadBackup } from './platform/database/backup-reader.ts'
import { ClusterError } from './platform/database/cluster/error.ts'
import { refusalOf } from './platform/refusal.ts'

/** One sentence for a person about what went wrong at start or in a command; undefined for a fault of ours. */
export function sentenceOf(error: unknown): string | undefined {
  if (
    error instanceof ClusterError ||
    error instanceof ConfigurationError ||
    error instanceof BadBackup ||
    error instanceof RestoreRefused
  )
    return error.message
  const { code, syscall, path, address, port, message } = error as NodeJS.ErrnoException & {
    address?: string
    port?: number
  }
  switch (code) {
    case 'EADDRINUSE':
      return `Port ${port} is taken by another program. Stop it, or choose another port: PORT=4681 npm start`
    case 'EADDRNOTAVAIL':
    case 'EACCES':
      if (syscall === 'listen') return `Holdfast cannot listen on ${address}:${port}. Choose another HOST or PORT.`
      return `Holdfast may not write ${path}. Give its user the right, or choose another folder with HOLDFAST_DATA.`
    case 'EEXIST':
      return `${path} is there already, and is never overwritten. Choose another name.`
    case 'ENOSPC':
      return 'The disk is full. Nothing was changed. Free some space, then start again.'
    case 'ENOENT':
      if (syscall === 'open' && path) return `There is no file ${path}.`
      if (syscall === 'connect')
        return 'No database server answers at DATABASE_URL. Holdfast does not fall back to another one: start the server, or correct the address.'
      return undefined
    case 'ECONNREFUSED':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
    case 'ETIMEDOUT':
    case 'EHOSTUNREACH':
      return 'No database server answers at DATABASE_URL. Holdfast does not fall back to another one: start the server, or correct the address.'
    case '28P01':
    case '28000':
      return 'The database server refuses the user or password of DATABASE_URL. Correct it; Holdfast does not fall back to another database.'
    case '3D000':
      return 'The database that DATABASE_URL names does not exist. Create it, or correct the address.'
    case '42501':
      return `The database user lacks a right: ${message}. Holdfast needs two roles: see docs/operate/install.md.`
    default:
      return (
        refusalOf(error)?.message ??
        (typeof message === 'string' && /SASL|server does not support SSL/.test(message)
          ? `The database server refuses the connection: ${message}.`
          : undefined)
      )
  }
}
