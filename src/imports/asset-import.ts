import { v7 as uuidv7 } from 'uuid'
import { type AssetRow, isBelow, lockHead, nextTags, presentOf, updateAsset } from '../assets/asset.store.ts'
import { firstTenure, type Tenure } from '../assets/asset.ts'
import { insertAssets } from '../assets/asset-batch.store.ts'
import { columnsOf } from '../assets/asset-fields.ts'
import { openFinds } from '../assets/find.store.ts'
import { knownNames, type Named, named } from '../assets/named.store.ts'
import { holderOf, insertHoldings, storeHolder } from '../ownership/holding.store.ts'
import { storeStatedAcceptances } from '../ownership/transfer.store.ts'
import { departmentNamed, siteNamed } from '../people/person.store.ts'
import { idsByName } from '../people/person-batch.store.ts'
import type { Change, Locks } from '../platform/database/change.ts'
import type { Reader } from '../platform/database/connect.ts'
import { remembering } from '../platform/remembering.ts'
import { type AssetPlan, type AssetRules, type AssetValues, type PresentAsset, planAssets } from './asset-plan.ts'
import type { Linked, RowResult } from './import.store.ts'
import { assetIdsByTag, knownPeople, parentsOf, presentAssets } from './lookup.store.ts'
import { PersonIndex } from './person-index.ts'
import { type ReadRow, type RowProblem, rowProblem } from './row.ts'

/** Plans some rows of assets against the register as it is. */
export async function planAssetRows(
  db: Reader | Locks,
  rows: readonly ReadRow[],
  seen: Map<string, number>,
  rules: AssetRules,
): Promise<AssetPlan[]> {
  const texts = (field: string) =>
    rows.flatMap((row) => (typeof row.values[field] === 'string' ? [row.values[field]] : []))
  const byTag = new Map<string, PresentAsset>()
  const bySerial = new Map<string, PresentAsset[]>()
  for (const asset of await presentAssets(db, texts('tag'), texts('serial'))) {
    byTag.set(asset.tag!, asset)
    const serial = asset.serial?.toLowerCase()
    if (serial) bySerial.set(serial, [...(bySerial.get(serial) ?? []), asset])
  }
  const people = new PersonIndex(await knownPeople(db))
  return planAssets(
    rows,
    { byTag: (tag) => byTag.get(tag), bySerial: (serial) => bySerial.get(serial.toLowerCase()) ?? [] },
    people,
    seen,
    rules,
  )
}

/** The provisional owner of an import: the standing acceptance, whose it is, and in what words. */
export interface StandIn {
  id: string
  personId: string
  wording: string
}

/** Does what was planned, in one change: new assets together, known ones one by one. */
export async function applyAssets(change: Change, plans: readonly AssetPlan[], standIn: StandIn): Promise<RowResult[]> {
  const names = await withMemory(change, plans)
  const results: RowResult[] = []
  const rows: AssetRow[] = []
  const tenures: Tenure[] = []
  const unclear: AssetPlan[] = []
  const ids = new Map<number, string>()
  const tags = await nextTags(
    change,
    plans.filter((plan) => plan.outcome === 'added' && plan.values.tag === undefined).length,
  )
  for (const plan of plans) {
    let id = plan.id
    if (plan.outcome === 'added') {
      id = uuidv7()
      ids.set(plan.line, id)
      rows.push((await names.columns({ ...plan.values, tag: plan.values.tag ?? tags.shift()! })) as AssetRow)
      tenures.push(
        firstTenure(id, plan.ownerId ?? standIn.personId, plan.ownerSince ?? undefined, standIn.id, change.at),
      )
      if (plan.ownerId === null) unclear.push(plan)
    } else if (plan.outcome === 'changed') {
      await changeAsset(change, id!, plan, names)
    }
    results.push({ line: plan.line, outcome: plan.outcome, problems: plan.problems, subject_id: id })
  }
  if (rows.length > 0) await insertAssets(change, rows, tenures)
  // The provisional owner accepted in words to own what nobody else turns out to own; the find says that somebody has to.
  await storeStatedAcceptances(
    change,
    unclear.map((plan) => ({
      assetId: ids.get(plan.line)!,
      seq: 1,
      ownerId: standIn.personId,
      wording: standIn.wording,
    })),
  )
  await openFinds(
    change,
    unclear.map((plan) => ({ assetId: ids.get(plan.line)!, stated: plan.stated, reason: null })),
  )
  await insertHoldings(
    change,
    plans.flatMap((plan) =>
      plan.outcome === 'added' && plan.holder ? [{ assetId: ids.get(plan.line)!, ...plan.holder }] : [],
    ),
  )
  return results
}

async function changeAsset(
  change: Change,
  id: string,
  plan: AssetPlan,
  names: Awaited<ReturnType<typeof withMemory>>,
): Promise<void> {
  await lockHead(change.db, id)
  await updateAsset(change, id, await names.columns(plan.values, await presentOf(change, id)))
  if (plan.holder) await storeHolder(change, id, await holderOf(change.db, id), plan.holder)
}

/** Names become records once for each name of a batch, not once for each row; those that are records already are read together. */
async function withMemory(change: Change, plans: readonly AssetPlan[]) {
  const texts = (field: 'model' | 'supplier' | 'place' | 'site' | 'department') =>
    plans.flatMap(({ values }) => values[field] ?? [])
  const known = await knownNames(change, {
    models: texts('model'),
    suppliers: texts('supplier'),
    places: texts('place'),
  })
  const direct = named(change)
  const model = remembering(
    (key: string) => direct.model(...(JSON.parse(key) as [string, string, string])),
    known.models,
  )
  const place = remembering(
    (key: string) => direct.place(...(JSON.parse(key) as [string | null, string])),
    known.places,
  )
  const kinds = remembering(() => direct.kinds())
  const names: Named = {
    model: (...key) => model(JSON.stringify(key)),
    place: (...key) => place(JSON.stringify(key)),
    supplier: remembering((name: string) => direct.supplier(name), known.suppliers),
    kinds: () => kinds(''),
  }
  const site = remembering((name: string) => siteNamed(change, name), await idsByName(change, 'site', texts('site')))
  const department = remembering(
    (name: string) => departmentNamed(change, name),
    await idsByName(change, 'department', texts('department')),
  )
  return {
    async columns(
      { site: siteName, department: departmentName, ...values }: AssetValues,
      present: Parameters<typeof columnsOf>[2] = {},
    ) {
      const siteId = siteName === undefined ? undefined : await site(siteName)
      const departmentId = departmentName === undefined ? undefined : await department(departmentName)
      return await columnsOf(
        names,
        { ...values, ...(siteId && { siteId }), ...(departmentId && { departmentId }) },
        present,
      )
    },
  }
}

/** Puts assets of the list under their parents, once all are in. Answers the rows whose parent is not there. */
export async function linkParents(
  change: Change,
  rows: readonly (ReadRow & { subjectId: string })[],
): Promise<Linked[]> {
  const tags = rows.flatMap(({ values }) => (typeof values.parent === 'string' ? [values.parent] : []))
  const parents = await assetIdsByTag(change.db, tags)
  const present = await parentsOf(
    change.db,
    rows.map((row) => row.subjectId),
  )
  const linked: Linked[] = []
  for (const { line, subjectId, values } of rows) {
    const tag = values.parent
    const parent = typeof tag === 'string' ? parents.get(tag) : undefined
    const problems: RowProblem[] = []
    const moves = parent !== undefined && parent !== present.get(subjectId)
    const circle = moves && (await isBelow(change, parent, subjectId))
    if (typeof tag === 'string' && !parent) problems.push(rowProblem('parent_unknown', { cell: tag }))
    if (circle) problems.push(rowProblem('parent_in_circle', { cell: String(tag) }))
    if (moves && !circle) await updateAsset(change, subjectId, { parent_id: parent })
    linked.push({ line, problems, changed: moves && !circle })
  }
  return linked
}
