import type { FastifyInstance } from 'fastify'
import { kinds } from '../assets/asset.store.ts'
import type { Database } from '../platform/database/connect.ts'
import { position } from '../platform/http/position.ts'
import { serve } from '../platform/http/serve.ts'
import { refuse } from '../platform/refusal.ts'
import { fieldsOf } from './fields.ts'
import { readImportRow } from './import.store.ts'
import { importPage, rowPage, samplesOf } from './import-list.store.ts'
import {
  getImport,
  type ImportDetail,
  importRows,
  listImports,
  mapImport,
  previewImport,
  readImport,
  runImport,
} from './imports.operations.ts'
import { choose, keepList, mayBring, readList, setGoing } from './imports.ts'
import { preview } from './preview.ts'

export function importRoutes(app: FastifyInstance, database: Database): void {
  const { reader } = database

  serve(app, readImport, async ({ who, query, request }) => {
    if (!mayBring(who.roles, query.kind)) refuse('not_allowed')
    const chunks: Buffer[] = []
    let size = 0
    for await (const chunk of request.body as AsyncIterable<Buffer>) {
      size += chunk.length
      if (size > 50 * 1024 * 1024) refuse('too_large')
      chunks.push(chunk)
    }
    const file = await readList(database, query.kind, query.fileName, Buffer.concat(chunks))
    return await detail(reader, await keepList(database, who, file))
  })

  serve(app, listImports, ({ query }) =>
    importPage(reader, query.after === undefined ? null : position.read(query.after), query.limit ?? 50),
  )

  serve(app, getImport, ({ params }) => detail(reader, params.id))

  serve(app, mapImport, async ({ who, params, body }) => {
    if (!mayBring(who.roles, (await readImportRow(reader, params.id)).kind)) refuse('not_allowed')
    await choose(database, who, params.id, body)
    return await detail(reader, params.id)
  })

  serve(app, previewImport, async ({ params }) => {
    const run = await readImportRow(reader, params.id)
    if (run.mapping.missing.length > 0) refuse('import_not_mapped', { missing: run.mapping.missing })
    const { counts, rows, words } = await preview(reader, run)
    return {
      counts,
      rows: rows.map(({ line, cells, outcome, problems, id }) => ({ line, cells, outcome, problems, subjectId: id })),
      words,
    }
  })

  serve(app, runImport, async ({ who, params }) => {
    if (!mayBring(who.roles, (await readImportRow(reader, params.id)).kind)) refuse('not_allowed')
    await setGoing(database, who, params.id)
    const { items } = await importPage(reader, null, 1, params.id)
    return items[0]!
  })

  serve(app, importRows, ({ params, query }) =>
    rowPage(
      reader,
      params.id,
      { outcome: query.outcome ?? null, remarks: query.remarks === 'true' },
      query.after === undefined ? 0 : Number(query.after),
      query.limit ?? 50,
    ),
  )
}

async function detail(reader: Database['reader'], id: string): Promise<ImportDetail> {
  const [run, { items }, known, samples] = await Promise.all([
    readImportRow(reader, id),
    importPage(reader, null, 1, id),
    kinds(reader),
    samplesOf(reader, id),
  ])
  const provisional =
    run.provisional_id === null
      ? null
      : await reader
          .selectFrom('provisional_owner')
          .innerJoin('person', 'person.id', 'person_id')
          .select(['person.id', 'person.name'])
          .where('provisional_owner.id', '=', run.provisional_id)
          .executeTakeFirst()
  return {
    ...items[0]!,
    fileHash: run.file_hash,
    columns: run.mapping.columns.map(({ index, name, field, reason, facts, message }) => ({
      index,
      name,
      field,
      reason,
      facts,
      message,
      samples: samples(index),
    })),
    warnings: run.warnings.map(({ code, message, facts, lines }) => ({
      code,
      message,
      facts,
      lines: lines.slice(0, 100),
    })),
    missing: run.mapping.missing,
    key: run.mapping.key,
    settings: run.settings,
    provisionalOwner: provisional ?? null,
    unclear: run.unclear,
    fields: fieldsOf(run.kind, known),
  } as ImportDetail
}
