import { randomBytes } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { type Account, own } from './account.ts'

/** The roles of the register's database. The superuser has no way in: it acts only while the cluster is being made. */
export const ownerRole = 'holdfast_owner'
export const appRole = 'holdfast_app'
export const databaseName = 'holdfast'

/** Only a part of the socket's file name: nothing listens on it. */
export const port = 5432

/** The lines of pg_hba.conf of a private cluster: the two roles over the socket, nothing else. */
export const privateAccess = [`local all ${ownerRole},${appRole} scram-sha-256`]

/** In the cluster's folder, so that either both are there or neither. */
export const passwordFile = 'holdfast-passwords.json'

/** Passwords of the two roles; hexadecimal, so that they need no quoting in SQL or in a URL. */
export interface Passwords {
  owner: string
  app: string
}

export function newPasswords(): Passwords {
  return { owner: randomBytes(24).toString('hex'), app: randomBytes(24).toString('hex') }
}

/** Writes the password file of a cluster, for its account alone. */
export function writePasswords(cluster: string, passwords: Passwords, account: Account | undefined): void {
  const file = path.join(cluster, passwordFile)
  writeFileSync(file, JSON.stringify(passwords), { mode: 0o600, flush: true })
  own(file, account)
}

export function readPasswords(cluster: string): Passwords {
  return JSON.parse(readFileSync(path.join(cluster, passwordFile), 'utf8'))
}

/**
 * Statements, one a line as single-user mode reads them, that make the two roles and the database.
 * The owner may create databases, so that a backup can be restored beside the register before it takes its place.
 */
export function setUpStatements(passwords: Passwords): string[] {
  return [
    `CREATE ROLE ${ownerRole} LOGIN CREATEDB PASSWORD '${passwords.owner}';`,
    `CREATE ROLE ${appRole} LOGIN PASSWORD '${passwords.app}';`,
    `CREATE DATABASE ${databaseName} OWNER ${ownerRole};`,
    `REVOKE ALL ON DATABASE ${databaseName} FROM PUBLIC;`,
    `GRANT CONNECT, TEMPORARY ON DATABASE ${databaseName} TO ${appRole};`,
  ]
}

/**
 * Connection string of a role over a socket folder. Port and encryption are said, for the environment variables
 * PGPORT and PGSSLMODE would decide otherwise.
 */
export function socketUrl(socket: string, role: string, password: string | undefined, database: string): string {
  const login = password ? `${role}:${password}` : role
  return `postgresql://${login}@/${database}?host=${encodeURIComponent(socket)}&port=${port}&sslmode=disable`
}
