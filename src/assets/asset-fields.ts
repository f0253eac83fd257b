import { date } from '../platform/http/operation.ts'
import { refuse } from '../platform/refusal.ts'
import type { AssetColumns, Kind, Present } from './asset.store.ts'
import type { AssetInput } from './assets.operations.ts'
import type { Named } from './named.store.ts'

/** Plain columns: the API's word → the table's. */
const plain = {
  name: 'name',
  kind: 'kind_id',
  status: 'status',
  tier: 'tier',
  tag: 'tag',
  serial: 'serial',
  manufacturer: 'manufacturer',
  siteId: 'site_id',
  departmentId: 'department_id',
  parentId: 'parent_id',
  orderNumber: 'order_number',
  purchasedOn: 'purchased_on',
  warrantyEndsOn: 'warranty_ends_on',
  supportEndsOn: 'support_ends_on',
  updatedOn: 'updated_on',
  firmware: 'firmware',
  productionAccess: 'production_access',
  customerDataAccess: 'customer_data_access',
  personalData: 'personal_data',
  processingRecord: 'processing_record',
  informationClass: 'information_class',
  notes: 'notes',
  labels: 'labels',
} as const satisfies Partial<Record<keyof AssetInput, keyof AssetColumns>>

/** The column that keeps a field of the API, for saying which field somebody else changed. */
export const columnOf: Record<string, string> = {
  ...plain,
  cost: 'cost_minor',
  fields: 'fields',
  model: 'model_id',
  modelNumber: 'model_id',
  place: 'place_id',
  supplier: 'supplier_id',
}

/**
 * The columns for what was sent: names of models, suppliers and places become their records, made when new. `present` is what the
 * row has now, where a field depends on another one: a model on its manufacturer and number, a place on its site.
 */
export async function columnsOf(
  names: Named,
  input: Partial<AssetInput>,
  present: Partial<Present> = {},
): Promise<AssetColumns> {
  const columns: Record<string, unknown> = {}
  for (const [field, column] of Object.entries(plain))
    if (input[field as keyof AssetInput] !== undefined) columns[column] = input[field as keyof AssetInput]
  if (input.cost !== undefined)
    Object.assign(columns, { cost_minor: input.cost?.minor ?? null, currency: input.cost?.currency ?? null })
  if (input.fields !== undefined)
    columns.fields = JSON.stringify(checked(input.fields, kindOf(await names.kinds(), input.kind ?? present.kind)))
  const model = modelOf(input, present)
  if (model !== undefined) columns.model_id = model && (await names.model(...model))
  if (input.supplier !== undefined)
    columns.supplier_id = input.supplier === null ? null : await names.supplier(input.supplier)
  const site = input.siteId === undefined ? (present.siteId ?? null) : input.siteId
  if (input.place !== undefined) columns.place_id = input.place === null ? null : await names.place(site, input.place)
  // what moves to another site has left its place
  else if (site !== (present.siteId ?? null)) columns.place_id = null
  return columns as AssetColumns
}

/** Manufacturer, name and number of the model after an edit: null for none, undefined where the edit does not touch it. */
function modelOf(
  input: Partial<AssetInput>,
  present: Partial<Present>,
): [manufacturer: string, name: string, number: string] | null | undefined {
  const { model = present.model, manufacturer = present.manufacturer, modelNumber } = input
  const number = modelNumber === undefined && input.model === undefined ? present.modelNumber : modelNumber
  const name = model ?? modelNumber ?? null
  if (name === null) return input.model === null ? null : undefined
  const touched = [input.model, input.manufacturer, modelNumber].some((value) => value !== undefined)
  return touched ? [manufacturer ?? '', name, number ?? ''] : undefined
}

function kindOf(all: Kind[], id: string | undefined): Kind {
  return all.find((kind) => kind.id === id) ?? refuse('kind_unknown', { kind: id })
}

/** The kind's own fields, each of its type. Absent means not filled in: nulls are never stored. */
function checked(fields: Record<string, unknown>, kind: Kind): Record<string, unknown> {
  for (const [id, value] of Object.entries(fields)) {
    const field = kind.fields.find((one) => one.id === id) ?? refuse('field_unknown', { field: id })
    const fits = {
      text: typeof value === 'string',
      number: typeof value === 'number' && Number.isFinite(value),
      boolean: typeof value === 'boolean',
      date: date.safeParse(value).success,
      choice: field.choices?.includes(value as string) ?? false,
    }[field.type]
    if (!fits) refuse('field_wrong', { field: id })
  }
  return fields
}
