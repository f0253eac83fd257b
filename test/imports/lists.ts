import {
  getImport,
  type ImportDetail,
  importRows,
  mapImport,
  previewImport,
  readImport,
  runImport,
} from '../../src/imports/imports.operations.ts'
import { goOn } from '../../src/imports/run.ts'
import type { Output } from '../../src/platform/http/operation.ts'
import type { TestApp } from '../app.ts'
import type { Person } from '../client.ts'

type Kind = 'people' | 'assets'
interface Choice {
  /** Heading → field. */
  columns?: Record<string, string | null>
  settings?: Partial<ImportDetail['settings']>
  unclear?: 'wait' | 'register'
  provisionalOwnerId?: string | null
}

/** A list as text: headings, then rows. */
export const csv = (...rows: (string | number)[][]): string =>
  rows
    .map((row) =>
      row.map((cell) => (/[",\n]/.test(String(cell)) ? `"${String(cell).replaceAll('"', '""')}"` : cell)).join(','),
    )
    .join('\n')

/** Uploads a file. */
export async function upload(
  by: Person,
  kind: Kind,
  content: string | Buffer,
  fileName = 'list.csv',
): Promise<ImportDetail> {
  return await by.call(readImport, { query: { kind, fileName }, body: Buffer.from(content) as never })
}

/** Says what was not suggested; the rest stays as suggested. Assets without a known owner go to the provisional owner `by`. */
export async function map(
  by: Person,
  { id, kind, columns, settings }: ImportDetail,
  choice: Choice = {},
): Promise<ImportDetail> {
  const chosen = Object.entries(choice.columns ?? {}).map(([name, field]) => ({
    index: columns.find((column) => column.name === name)!.index,
    field: field as never,
  }))
  return await by.call(mapImport, {
    params: { id },
    body: {
      columns: chosen,
      settings: { ...settings, ...choice.settings },
      provisionalOwnerId:
        choice.provisionalOwnerId === undefined ? (kind === 'assets' ? by.id : null) : choice.provisionalOwnerId,
      unclear: choice.unclear ?? 'wait',
    },
  })
}

export const previewOf = (by: Person, { id }: { id: string }) => by.call(previewImport, { params: { id } })

/** Starts it, works through it as the running program does, and answers how it ended. */
export async function run({ database }: TestApp, by: Person, { id }: { id: string }): Promise<ImportDetail> {
  await by.call(runImport, { params: { id } })
  await goOn(database)
  return await by.call(getImport, { params: { id } })
}

/** Upload, mapping, preview and run; the run has to be what the preview said. */
export async function bringIn(at: TestApp, by: Person, kind: Kind, content: string | Buffer, choice: Choice = {}) {
  const read = await upload(by, kind, content)
  await map(by, read, choice)
  const expected = await previewOf(by, read)
  const done = await run(at, by, read)
  return { done, expected, rows: await rowsOf(by, done) }
}

export async function rowsOf(by: Person, { id }: { id: string }, query: Record<string, string> = {}) {
  const all: Output<typeof importRows>['items'] = []
  for (let after: string | undefined; ; ) {
    const { items, next } = await by.call(importRows, { params: { id }, query: { ...query, after, limit: 200 } })
    all.push(...items)
    if (next === null) return all
    after = next
  }
}
