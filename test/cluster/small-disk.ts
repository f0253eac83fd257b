import { mkdirSync } from 'node:fs'
import { isRoot } from './room.ts'

/**
 * A command to run another under, with a disk of some megabytes mounted on `folder` for it alone. Who is not root
 * needs a kernel that lets users have namespaces of their own.
 */
export function onSmallDisk(folder: string, megabytes: number): string[] {
  mkdirSync(folder, { recursive: true })
  const alone = isRoot ? ['--mount'] : ['--map-current-user', '--keep-caps', '--mount']
  const mount = `mount -t tmpfs -o size=${megabytes}m,mode=700 tmpfs "$0" && exec "$@"`
  return ['unshare', ...alone, 'sh', '-c', mount, folder]
}

/** Where others find a file on the small disk of a process. */
export function throughDiskOf(pid: number, file: string): string {
  return `/proc/${pid}/root${file}`
}
