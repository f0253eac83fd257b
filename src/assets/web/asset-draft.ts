import { useState } from 'react'
import { orNull, useDraft } from '../../platform/web/draft.ts'
import { type AssetDetail, type AssetInput, statuses } from '../assets.operations.ts'
import type { Kind } from './kinds.ts'

const texts = [
  'tag',
  'serial',
  'manufacturer',
  'model',
  'modelNumber',
  'siteId',
  'place',
  'departmentId',
  'supplier',
  'orderNumber',
  'purchasedOn',
  'warrantyEndsOn',
  'supportEndsOn',
  'updatedOn',
  'firmware',
  'processingRecord',
  'informationClass',
  'notes',
] as const
const answers = ['productionAccess', 'customerDataAccess', 'personalData'] as const

export interface ChosenAsset {
  id: string
  tag: string
  name: string
}

const digits = (currency: string) =>
  new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2

/** An amount as typed, `1250,90` or `1250.90`, in minor units; undefined when it is no amount. */
export function minorUnits(text: string, currency: string): number | undefined {
  const plain = text.replace(/\s/g, '').replace(',', '.')
  return /^\d+(\.\d+)?$/.test(plain) ? Math.round(Number(plain) * 10 ** digits(currency)) : undefined
}

/** The draft of an asset as text, field by field. `input` is what the API takes, `changed` only what differs from `asset`. */
export function useAssetDraft(asset: AssetDetail | undefined, kinds: Kind[], error: unknown) {
  const values: Record<string, unknown> = { ...asset, siteId: asset?.site?.id, departmentId: asset?.department?.id }
  const text = (name: string) => (values[name] === null || values[name] === undefined ? '' : String(values[name]))
  const [parent, setParent] = useState<ChosenAsset | null>(asset?.parent ?? null)
  const [own, setOwn] = useState<Record<string, string>>(
    Object.fromEntries(Object.entries(asset?.fields ?? {}).map(([id, value]) => [id, String(value)])),
  )
  const { draft, field, set } = useDraft(
    {
      name: text('name'),
      kind: text('kind'),
      status: asset ? text('status') : 'in_use',
      tier: text('tier'),
      labels: asset?.labels.join(', ') ?? '',
      amount: asset?.cost ? String(asset.cost.minor / 10 ** digits(asset.cost.currency)) : '',
      currency: asset?.cost?.currency ?? 'EUR',
      ...(Object.fromEntries([...texts, ...answers].map((name) => [name, text(name)])) as Record<
        (typeof texts)[number] | (typeof answers)[number],
        string
      >),
    },
    error,
  )
  const kind = kinds.find(({ id }) => id === draft.kind)
  const input = inputOf(draft, own, kind, parent)
  return {
    draft,
    field,
    set,
    kind,
    own,
    setOwn,
    parent,
    setParent,
    input,
    changed: asset ? changes(asset, input) : input,
  }
}

/** What the API takes for what was typed: `own` are the kind's own fields, by id. */
export function inputOf(
  draft: Record<string, string>,
  own: Record<string, string>,
  kind: Kind | undefined,
  parent: ChosenAsset | null,
): AssetInput {
  const of = (name: string) => draft[name] ?? ''
  const currency = of('currency').toUpperCase()
  const minor = minorUnits(of('amount'), /^[A-Z]{3}$/.test(currency) ? currency : 'EUR')
  const labels = of('labels')
    .split(',')
    .map((label) => label.trim())
    .filter(Boolean)
  return {
    ...Object.fromEntries(texts.map((name) => [name, orNull(of(name))])),
    ...Object.fromEntries(answers.map((name) => [name, of(name) === '' ? null : of(name) === 'true'])),
    name: of('name').trim(),
    kind: of('kind'),
    status: statuses.filter((one) => one !== 'disposed').find((one) => one === of('status')),
    tier: of('tier') ? Number(of('tier')) : null,
    // An automatic tag is asked for by sending none.
    tag: orNull(of('tag')) ?? undefined,
    parentId: parent?.id ?? null,
    cost: minor === undefined ? null : { minor, currency },
    labels,
    fields: fieldsOf(own, kind),
  }
}

function fieldsOf(own: Record<string, string>, kind: Kind | undefined): Record<string, string | number | boolean> {
  const filled = (kind?.fields ?? []).filter(({ id }) => own[id]?.trim())
  return Object.fromEntries(
    filled.map(({ id, type }) => {
      const typed = own[id]?.trim() ?? ''
      return [id, type === 'number' ? Number(typed.replace(',', '.')) : type === 'boolean' ? typed === 'true' : typed]
    }),
  )
}

/** What differs. The parts of a model belong together: the API finds it by maker, name and number. */
export function changes(
  asset: Pick<AssetDetail, 'site' | 'department' | 'parent'>,
  input: AssetInput,
): Partial<AssetInput> {
  const before: Record<string, unknown> = {
    ...asset,
    siteId: asset.site?.id ?? null,
    departmentId: asset.department?.id ?? null,
    parentId: asset.parent?.id ?? null,
  }
  const same = (name: string, value: unknown) => canonical(before[name]) === canonical(value)
  const changed = Object.fromEntries(
    Object.entries(input).filter(([name, value]) => value !== undefined && !same(name, value)),
  )
  if ('manufacturer' in changed || 'model' in changed || 'modelNumber' in changed) {
    const { manufacturer, model, modelNumber } = input
    Object.assign(changed, { manufacturer, model, modelNumber })
  }
  return changed
}

const canonical = (value: unknown): string =>
  JSON.stringify(value ?? null, (_, inner: unknown) =>
    inner && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort())
      : inner,
  )
