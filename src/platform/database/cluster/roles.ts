/** The roles of the register's database. The superuser has no way in: it acts only while the cluster is being made. */
export const ownerRole = 'holdfast_owner'
export const appRole = 'holdfast_app'
export const databaseName = 'holdfast'

/** Passwords of the two roles; hexadecimal, so that they need no quoting in SQL or in a URL. */
export interface Passwords {
  owner: string
  app: string
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

/** Connection string of a role over a socket folder. */
export function socketUrl(socket: string, role: string, password: string | undefined, database: string): string {
  const login = password ? `${role}:${password}` : role
  return `postgresql://${login}@/${database}?host=${encodeURIComponent(socket)}`
}
