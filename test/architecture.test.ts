import { globSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { describe, expect, test } from 'vitest'

/** The rules of ARCHITECTURE.md, kept. The table of who may import whom is read from that page, so the page cannot go stale. */
const root = join(import.meta.dirname, '..')
const architecture = readFileSync(join(root, 'ARCHITECTURE.md'), 'utf8')

interface Row {
  from: string
  may: string[]
}

const table: Row[] = architecture
  .split('\n')
  .filter((line) => /^\| `[^`]+` \|/.test(line))
  .map((line) => {
    const [, from = '', may = ''] = line.split('|').map((cell) => cell.trim())
    return { from: from.replaceAll('`', ''), may: [...may.matchAll(/`([^`]+)`/g)].map((match) => match[1]!) }
  })

const files = globSync('src/**/*.{ts,tsx}', { cwd: root }).filter((file) => !/\.test\.tsx?$/.test(file))
const source = (file: string) => readFileSync(join(root, file), 'utf8')

/** What a file imports, as paths from src/ or names of packages. Imports of types alone count too: they are knowledge as well. */
function imports(file: string): { target: string; type: boolean }[] {
  return [
    ...source(file).matchAll(
      /^\s*(?:import|export)\s+(type\s+)?[^'"()]*?from\s+'([^']+)'|^\s*import\s+'([^']+)'|import\('([^']+)'\)/gm,
    ),
  ].map((match) => {
    const from = match[2] ?? match[3] ?? match[4] ?? ''
    return {
      target: from.startsWith('.') ? relative(join(root, 'src'), join(root, dirname(file), from)) : from,
      type: match[1] !== undefined,
    }
  })
}

/** The row that rules a path: the longest `from` it begins with. */
const rowOf = (path: string) =>
  table
    .filter(
      (row) =>
        path === row.from ||
        path.startsWith(`${row.from}/`) ||
        (row.from.includes('*') && path.split('/').includes('web') && row.from === '*/web'),
    )
    .sort((a, b) => b.from.length - a.from.length)[0]

describe('the architecture', () => {
  test('the page has its table', () => expect(table.length).toBeGreaterThan(6))

  test.each(files.filter((file) => dirname(file) !== 'src' && !file.split('/').includes('web')))(
    '%s imports only what its place allows',
    (file) => {
      const path = relative('src', file)
      const row = rowOf(path)
      expect(row, `${path} has no row in the table of ARCHITECTURE.md`).toBeDefined()
      const wrong = imports(file).filter(({ target }) => {
        if (!/\.(ts|tsx|css)$/.test(target))
          return row!.may.includes('node:crypto only') ? target !== 'node:crypto' : false
        const own = target.startsWith(`${row!.from}/`)
        const named = row!.may.some((may) => target === may || target.startsWith(`${may}/`))
        return !own && !named
      })
      expect(
        wrong.map(({ target }) => target),
        `${path} reaches where it may not; move the code, or announce the news instead`,
      ).toEqual([])
    },
  )

  test.each(files.filter((file) => file.split('/').includes('web')))(
    '%s (browser) imports contracts and web parts only',
    (file) => {
      const wrong = imports(file).filter(
        ({ target }) =>
          /^node:|^pg$|^kysely$|^fastify/.test(target) || /\.(store|routes|jobs|command)\.ts$/.test(target),
      )
      expect(wrong.map(({ target }) => target)).toEqual([])
    },
  )

  test.each(
    files.filter(
      (file) =>
        !/\.(store|routes|operations|command|jobs)\.tsx?$/.test(file) &&
        /^src\/(people|assets|ownership|classification|contracts)\/[a-z-]+\.ts$/.test(file) &&
        !/import .*(Change|Database|Reader)\b/.test(source(file)),
    ),
  )('%s (rules) has no clock and no input or output', (file) => {
    expect(
      imports(file).filter(
        ({ target, type }) => !type && /^node:(fs|net|http|child_process)|^pg$|^kysely$/.test(target),
      ),
    ).toEqual([])
    expect(source(file)).not.toMatch(/\bDate\.now\(\)|new Date\(\)/)
  })

  test('nobody takes all columns of a live row: what leaves the database is named', () => {
    const allowed = /_version/
    const found = globSync('src/**/*.store.ts', { cwd: root }).filter(
      (file) =>
        source(file).split('selectAll(').length - 1 >
        (source(file).match(/selectFrom\('\w+_version'\)\s*\.selectAll\(/g)?.length ?? 0),
    )
    expect(found.filter((file) => !allowed.test(file))).toEqual([])
  })

  test('files are named by a noun, never by a kind', () => {
    expect(files.filter((file) => /\/(utils?|helpers?|common|misc|manager)\b/.test(file))).toEqual([])
  })

  test('no file has grown beyond 300 lines', () => {
    const long = files.filter(
      (file) => file !== 'src/tables.ts' && !file.startsWith('src/words/') && source(file).split('\n').length > 301,
    )
    expect(long).toEqual([])
  })
})
