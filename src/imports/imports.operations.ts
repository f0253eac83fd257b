import { z } from 'zod'
import { keepsInventory } from '../assets/assets.operations.ts'
import { reference } from '../people/people.operations.ts'
import { id, instant, listOf, operation, page } from '../platform/http/operation.ts'
import { assetFields, peopleFields } from './fields.ts'

/** Who brings lists in: the inventory's keepers bring both kinds, HR brings people (checked per kind). */
const imports = [...keepsInventory, 'hr'] as const

export const importKinds = ['people', 'assets'] as const
export const outcomes = ['added', 'changed', 'same', 'waiting', 'refused'] as const
const field = z.union([z.enum([...peopleFields, ...assetFields]), z.templateLiteral(['field:', z.string()])])

const problem = z.strictObject({
  code: z.string(),
  message: z.string(),
  column: z.string().nullable(),
  facts: z.record(z.string(), z.union([z.string(), z.number()])),
})
const counts = z.strictObject({
  added: z.number().int(),
  changed: z.number().int(),
  same: z.number().int(),
  waiting: z.number().int(),
  refused: z.number().int(),
})
const settings = z.strictObject({
  dateOrder: z.enum(['dmy', 'mdy']).nullable(),
  decimalSign: z.enum(['.', ',']).nullable(),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .nullable(),
  /** The kind of rows whose kind is not said or not known here. */
  kind: z.string().max(60).nullable(),
  /** Words of this file and what they mean here, by field: a 2 is a status in one column and a tier in another. */
  meanings: z.record(z.string().max(60), z.record(z.string().max(300), z.string().max(300))),
})
export type ImportSettings = z.output<typeof settings>

const summary = z.strictObject({
  id,
  kind: z.enum(importKinds),
  state: z.enum(['read', 'running', 'linking', 'done']),
  fileName: z.string(),
  operator: reference,
  lines: z.number().int(),
  /** Rows that have their outcome already. */
  done: z.number().int(),
  counts,
  readAt: instant,
  startedAt: instant.nullable(),
  finishedAt: instant.nullable(),
})
const detail = summary.extend({
  fileHash: z.string(),
  columns: z.array(
    z.strictObject({
      index: z.number().int(),
      name: z.string(),
      field: field.nullable(),
      reason: z.string(),
      facts: z.strictObject({ preset: z.string().optional(), by: z.string().optional() }),
      message: z.string(),
      samples: z.array(z.string()),
    }),
  ),
  warnings: z.array(
    z.strictObject({
      code: z.string(),
      message: z.string(),
      facts: z.record(z.string(), z.union([z.string(), z.number()])),
      lines: z.array(z.number().int()),
    }),
  ),
  /** Fields without which no row can be taken. */
  missing: z.array(z.string()),
  key: z.string().nullable(),
  settings,
  provisionalOwner: reference.nullable(),
  unclear: z.enum(['wait', 'register']),
  fields: z.array(z.string()).describe('every field a column can be read as'),
})
export type ImportDetail = z.output<typeof detail>

const row = z.strictObject({
  line: z.number().int(),
  cells: z.array(z.string()).nullable(),
  outcome: z.enum(outcomes).nullable(),
  problems: z.array(problem),
  subjectId: id.nullable(),
})
export type ImportRow = z.output<typeof row>

const one = z.strictObject({ id })
export const readImport = operation({
  id: 'imports.read',
  method: 'POST',
  path: '/api/v1/imports',
  summary: 'Read a CSV or XLSX file and suggest what its columns mean; nothing is registered yet',
  who: imports,
  query: z.strictObject({ kind: z.enum(importKinds), fileName: z.string().min(1).max(255) }),
  body: 'file',
  response: detail,
  status: 201,
})
export const listImports = operation({
  id: 'imports.list',
  method: 'GET',
  path: '/api/v1/imports',
  summary: 'Imports, newest first',
  who: imports,
  query: z.strictObject(page),
  response: listOf(summary),
})
export const getImport = operation({
  id: 'imports.get',
  method: 'GET',
  path: '/api/v1/imports/:id',
  summary: 'One import: its columns, progress and result',
  who: imports,
  params: one,
  response: detail,
})
export const mapImport = operation({
  id: 'imports.map',
  method: 'PUT',
  path: '/api/v1/imports/:id/mapping',
  summary: 'Say what the columns mean and what happens to rows without a known owner',
  who: imports,
  params: one,
  body: z.strictObject({
    columns: z.array(z.strictObject({ index: z.number().int().min(0).max(200), field: field.nullable() })).max(200),
    settings,
    provisionalOwnerId: id.nullable(),
    unclear: z.enum(['wait', 'register']),
  }),
  response: detail,
})
export const previewImport = operation({
  id: 'imports.preview',
  method: 'GET',
  path: '/api/v1/imports/:id/preview',
  summary: 'What a run would do, row by row, without doing it',
  who: imports,
  params: one,
  response: z.strictObject({
    counts,
    rows: z.array(row),
    words: z
      .array(z.strictObject({ word: z.string(), field: z.string(), rows: z.number().int() }))
      .describe('words of the file that mean nothing here yet'),
  }),
})
export const runImport = operation({
  id: 'imports.run',
  method: 'POST',
  path: '/api/v1/imports/:id/run',
  summary: 'Start, or go on with what waits; asking twice is harmless',
  who: imports,
  params: one,
  response: summary,
  status: 202,
})
export const importRows = operation({
  id: 'imports.rows',
  method: 'GET',
  path: '/api/v1/imports/:id/rows',
  summary: 'Rows of an import by outcome, in the order of the file',
  who: imports,
  params: one,
  query: z.strictObject({
    ...page,
    outcome: z.enum(outcomes).optional(),
    remarks: z.literal('true').optional().describe('only rows of which there is something to say'),
  }),
  response: listOf(row),
})
