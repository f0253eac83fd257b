import { existsSync, globSync, statSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')
const built = join(root, 'dist/web/index.html')
const sources = ['index.html', 'package-lock.json', 'vite.config.ts', 'postcss.config.js', 'src/**/*.{ts,tsx,css,svg}']

/** Builds the screens, unless they are newer than everything they are made of. */
if (
  !existsSync(built) ||
  globSync(sources, { cwd: root }).some((file) => statSync(join(root, file)).mtimeMs > statSync(built).mtimeMs)
) {
  console.log('Building the screens. This is done once …')
  // Loaded only when needed: it would take a second of every start.
  const { build } = await import('vite')
  await build({ root, logLevel: 'warn' })
}
