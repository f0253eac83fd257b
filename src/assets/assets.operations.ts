import { z } from 'zod'
import { reference, timelineItem } from '../people/people.operations.ts'
import { date, id, instant, listOf, operation, page, past, text } from '../platform/http/operation.ts'

export const statuses = [
  'ordered',
  'received',
  'registered',
  'in_use',
  'stored',
  'in_transport',
  'in_repair',
  'returned',
  'sanitised',
  'disposed',
  'lost',
  'stolen',
] as const
export const domains = ['hardware', 'software', 'network', 'cloud', 'data', 'contract'] as const
/** Who keeps the inventory. */
export const keepsInventory = ['administrator', 'compliance', 'it_operations'] as const

const ownership = z.strictObject({
  id: id.describe('the accountable person'),
  name: z.string(),
  since: instant,
  /** Named by somebody else and not yet accepted: never counted as accepted. */
  stated: z.boolean(),
})

export const assetItem = z.strictObject({
  id,
  tag: z.string(),
  name: z.string(),
  kind: z.string(),
  status: z.enum(statuses),
  tier: z.number().int().min(1).max(4).nullable(),
  serial: z.string().nullable(),
  site: reference.nullable(),
  owner: ownership.nullable().describe('null once disposed of'),
  ownerUnclear: z.boolean(),
})
export type AssetItem = z.output<typeof assetItem>

const editable = {
  name: text(300),
  kind: text(60),
  status: z.enum(statuses).exclude(['disposed']),
  tier: z.number().int().min(1).max(4).nullable(),
  tag: text(100),
  serial: text(200).nullable(),
  manufacturer: text(200).nullable(),
  model: text(200).nullable(),
  modelNumber: text(200).nullable(),
  siteId: id.nullable(),
  place: text(200).nullable(),
  departmentId: id.nullable(),
  supplier: text(200).nullable(),
  parentId: id.nullable(),
  orderNumber: text(100).nullable(),
  purchasedOn: date.nullable(),
  cost: z
    .strictObject({ minor: z.number().int().min(0).max(1e15), currency: z.string().regex(/^[A-Z]{3}$/) })
    .nullable(),
  warrantyEndsOn: date.nullable(),
  supportEndsOn: date.nullable(),
  updatedOn: date.nullable().describe('last update of its software or firmware'),
  firmware: text(200).nullable(),
  productionAccess: z.boolean().nullable(),
  customerDataAccess: z.boolean().nullable(),
  personalData: z.boolean().nullable(),
  processingRecord: text(200).nullable(),
  informationClass: text(100).nullable(),
  notes: text(10_000).nullable(),
  fields: z
    .record(z.string(), z.union([z.string().max(2000), z.number(), z.boolean()]))
    .describe("the kind's own fields, by field id"),
  labels: z.array(text(50)).max(20),
}
const assetFields = z.strictObject(editable)
export const assetInput = assetFields.partial().extend({ name: editable.name, kind: editable.kind })
export type AssetInput = z.output<typeof assetInput>

export const assetDetail = assetItem.extend({
  manufacturer: z.string().nullable(),
  model: z.string().nullable(),
  modelNumber: z.string().nullable(),
  place: z.string().nullable(),
  department: reference.nullable(),
  supplier: z.string().nullable(),
  parent: z.strictObject({ id, tag: z.string(), name: z.string() }).nullable(),
  children: z.array(z.strictObject({ id, tag: z.string(), name: z.string() })),
  orderNumber: z.string().nullable(),
  purchasedOn: date.nullable(),
  cost: editable.cost,
  warrantyEndsOn: date.nullable(),
  supportEndsOn: date.nullable(),
  updatedOn: date.nullable(),
  firmware: z.string().nullable(),
  productionAccess: z.boolean().nullable(),
  customerDataAccess: z.boolean().nullable(),
  personalData: z.boolean().nullable(),
  processingRecord: z.string().nullable(),
  informationClass: z.string().nullable(),
  notes: z.string().nullable(),
  fields: z.record(z.string(), z.unknown()),
  labels: z.array(z.string()),
  version: z.string().describe('send it back as If-Match'),
  holder: z.strictObject({ person: reference.nullable(), place: z.string().nullable(), since: instant }).nullable(),
  transfer: z
    .strictObject({
      id,
      from: reference,
      to: reference,
      offeredAt: instant,
      releasedAt: instant.nullable(),
      expiresAt: instant,
      reason: z.string().nullable(),
    })
    .nullable(),
  find: z.strictObject({ id, stated: z.string().nullable(), openedAt: instant }).nullable(),
  may: z.strictObject({
    edit: z.boolean(),
    offer: z.boolean(),
    release: z.boolean(),
    accept: z.boolean(),
    decline: z.boolean(),
    cancel: z.boolean(),
    acceptStated: z.boolean(),
    dispose: z.boolean(),
    correct: z.boolean(),
    setHolder: z.boolean(),
  }),
})
export type AssetDetail = z.output<typeof assetDetail>

export const assetFilter = {
  q: text(200).optional().describe('a fragment of name, serial or tag'),
  owner: id.optional(),
  holder: id.optional(),
  kind: text(60).optional(),
  status: z.enum(statuses).optional(),
  tier: z.coerce.number().int().min(1).max(4).optional(),
  site: id.optional(),
  stated: z.stringbool().optional(),
  unclear: z.stringbool().optional(),
}

export const listAssets = operation({
  id: 'assets.list',
  method: 'GET',
  path: '/api/v1/assets',
  summary: 'Assets, sorted by name, now or as of any past instant',
  who: 'signed-in',
  query: z.strictObject({ ...page, ...past, ...assetFilter, total: z.stringbool().optional() }),
  response: listOf(assetItem),
})
export const exportAssets = operation({
  id: 'assets.export',
  method: 'GET',
  path: '/api/v1/assets/export',
  summary: 'The filtered list as CSV, XLSX or JSON, now or as of any past instant',
  who: 'signed-in',
  query: z.strictObject({ ...past, ...assetFilter, format: z.enum(['csv', 'xlsx', 'json']) }),
  response: 'file',
})
export const getAsset = operation({
  id: 'assets.get',
  method: 'GET',
  path: '/api/v1/assets/:id',
  summary: 'One asset, now or as of any past instant',
  who: 'signed-in',
  params: z.strictObject({ id }),
  query: z.strictObject(past),
  response: assetDetail,
})
export const assetHistory = operation({
  id: 'assets.history',
  method: 'GET',
  path: '/api/v1/assets/:id/history',
  summary: 'Everything that happened to one asset, newest first',
  who: 'signed-in',
  params: z.strictObject({ id }),
  query: z.strictObject(past),
  response: z.strictObject({
    items: z.array(timelineItem),
    tenures: z.array(
      z.strictObject({
        owner: reference.nullable(),
        from: instant,
        until: instant.nullable(),
        recordedAt: instant,
        startedBy: z.string(),
        accepted: z.boolean(),
        superseded: z.boolean(),
      }),
    ),
  }),
})
export const registerAsset = operation({
  id: 'assets.register',
  method: 'POST',
  path: '/api/v1/assets',
  summary: 'Register an asset with its owner. Named by another, the owner is stated until they accept.',
  who: keepsInventory,
  body: z.strictObject({
    ...assetInput.shape,
    ownerId: id,
    ownerSince: instant.optional().describe('when it began, if earlier than now'),
    provisionalOwnerId: id
      .optional()
      .describe('who owns it if the stated owner declines; default: yourself, if you have accepted to be'),
    wording: text(2000).optional().describe('the sentence you accept, when the owner is yourself'),
  }),
  response: z.strictObject({ id, tag: z.string() }),
  status: 201,
})
export const editAsset = operation({
  id: 'assets.edit',
  method: 'PATCH',
  path: '/api/v1/assets/:id',
  summary:
    'Change fields of an asset (If-Match: the version looked at). Another field changed meanwhile is kept; the same field is refused.',
  who: 'signed-in',
  params: z.strictObject({ id }),
  body: z.strictObject({ ...assetFields.partial().shape, reason: text(2000).optional() }),
  response: z.strictObject({ version: z.string() }),
})
export const disposeAsset = operation({
  id: 'assets.dispose',
  method: 'POST',
  path: '/api/v1/assets/:id/disposal',
  summary: 'End an asset: it is disposed of, its chain of owners ends',
  who: 'signed-in',
  params: z.strictObject({ id }),
  body: z.strictObject({ reason: text(2000) }),
})

const kind = z.strictObject({
  id: z.string(),
  domain: z.enum(domains),
  names: z.record(z.string(), z.string()),
  fields: z.array(
    z.strictObject({
      id: z.string(),
      type: z.enum(['text', 'number', 'date', 'boolean', 'choice']),
      names: z.record(z.string(), z.string()),
      choices: z.array(z.string()).nullable(),
    }),
  ),
})
export const listKinds = operation({
  id: 'kinds.list',
  method: 'GET',
  path: '/api/v1/kinds',
  summary: 'Kinds of assets and their fields',
  who: 'signed-in',
  response: z.strictObject({ items: z.array(kind) }),
})
