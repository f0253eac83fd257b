import { v7 as uuidv7 } from 'uuid'
import { type AssetRow, isBelow, lockHead, lockTree, nextTags, presentOf, updateAsset } from '../assets/asset.store.ts'
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
import { type ReadRow, rowProblem } from './row.ts'

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
  const plans = planAssets(
    rows,
    { byTag: (tag) => byTag.get(tag), bySerial: (serial) => bySerial.get(serial.toLowerCase()) ?? [] },
    people,
    seen,
    rules,
  )
  // Parts are put together at the end; that one goes to another whole is known now.
  const known = plans.flatMap(({ id }, i) => (id === null ? [] : [{ ...rows[i]!, subjectId: id }]))
  const moved = await linesThatMove(db, known)
  return plans.map((plan) => (plan.outcome === 'same' && moved.has(plan.line) ? { ...plan, outcome: 'changed' } : plan))
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

type Subject = ReadRow & { subjectId: string }

/** Of what rows say that they are a part: which asset that is, null where it is none here; and whether that is news. */
async function parentsNamed(db: Reader | Locks, rows: readonly Subject[]) {
  const named = rows.flatMap(({ line, subjectId, values: { parent: tag } }) =>
    typeof tag === 'string' ? [{ line, id: subjectId, tag }] : [],
  )
  if (named.length === 0) return []
  const parents = await assetIdsByTag(
    db,
    named.map(({ tag }) => tag),
  )
  const present = await parentsOf(
    db,
    named.map(({ id }) => id),
  )
  return named.map(({ line, id, tag }) => {
    const parent = parents.get(tag) ?? null
    return { line, id, tag, parent, news: parent !== null && parent !== present.get(id) }
  })
}

/** Lines whose asset goes to another whole, as far as the register knows by now. */
async function linesThatMove(db: Reader | Locks, rows: readonly Subject[]): Promise<Set<number>> {
  const lines = new Set<number>()
  for (const { line, id, parent, news } of await parentsNamed(db, rows))
    if (news && !(await isBelow({ db }, parent!, id))) lines.add(line)
  return lines
}

/** Puts assets of the list under their parents, once all are in. Answers the rows whose parent is not there or cannot be. */
export async function linkParents(change: Change, rows: readonly Subject[]): Promise<Linked[]> {
  const linked = new Map<number, Linked>(rows.map(({ line }) => [line, { line, problems: [], changed: false }]))
  const named = await parentsNamed(change.db, rows)
  if (named.some(({ news }) => news)) await lockTree(change.db)
  for (const { line, id, tag, parent, news } of named) {
    // Asked one by one: what was put together before decides whether this one would close a circle.
    const circle = news && (await isBelow(change, parent!, id))
    const changed = news && !circle
    if (changed) await updateAsset(change, id, { parent_id: parent! })
    const why = parent === null ? 'parent_unknown' : circle ? 'parent_in_circle' : null
    linked.set(line, { line, problems: why ? [rowProblem(why, { cell: tag })] : [], changed })
  }
  return [...linked.values()]
}
