import { sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import type { Change, Locks } from '../platform/database/change.ts'
import { type Kind, kinds } from './asset.store.ts'

/** Turns names into records: models, suppliers and places, made when they are new; and knows the kinds. */
export interface Named {
  model(manufacturer: string, name: string, number: string): Promise<string>
  supplier(name: string): Promise<string>
  place(siteId: string | null, name: string): Promise<string>
  kinds(): Promise<Kind[]>
}

export const named = (change: Change): Named => ({
  model: (manufacturer, name, number) => modelNamed(change, manufacturer, name, number),
  supplier: (name) => supplierNamed(change, name),
  place: (siteId, name) => placeNamed(change, siteId, name),
  kinds: () => kinds(change.db),
})

/** The ids of models, suppliers and places that are records already, for many names at once; the keys are those of `Named`, as JSON. */
export async function knownNames(
  { db }: { db: Locks },
  names: { models: readonly string[]; suppliers: readonly string[]; places: readonly string[] },
) {
  const among = (wanted: readonly string[]) => sql<boolean>`name = any(${[...new Set(wanted)]})`
  const models = await db
    .selectFrom('model')
    .select(['id', 'manufacturer', 'name', 'number'])
    .where(among(names.models))
    .execute()
  const suppliers = await db.selectFrom('supplier').select(['id', 'name']).where(among(names.suppliers)).execute()
  const places = await db
    .selectFrom('place')
    .select(['id', 'site_id', 'name'])
    .where('parent_id', 'is', null)
    .where(among(names.places))
    .execute()
  return {
    models: new Map(
      models.map(({ id, manufacturer, name, number }) => [JSON.stringify([manufacturer, name, number]), id]),
    ),
    suppliers: new Map(suppliers.map(({ id, name }) => [name, id])),
    places: new Map(places.map(({ id, site_id, name }) => [JSON.stringify([site_id, name]), id])),
  }
}

/** On conflict do nothing, then read: two who make the same one at once get the same row. */
async function modelNamed({ db }: Change, manufacturer: string, name: string, number: string): Promise<string> {
  const made = await db
    .insertInto('model')
    .values({ id: uuidv7(), manufacturer, name, number })
    .onConflict((oc) => oc.doNothing())
    .returning('id')
    .executeTakeFirst()
  if (made) return made.id
  return (
    await db
      .selectFrom('model')
      .select('id')
      .where('manufacturer', '=', manufacturer)
      .where('name', '=', name)
      .where('number', '=', number)
      .executeTakeFirstOrThrow()
  ).id
}
async function supplierNamed({ db }: Change, name: string): Promise<string> {
  const made = await db
    .insertInto('supplier')
    .values({ id: uuidv7(), name })
    .onConflict((oc) => oc.doNothing())
    .returning('id')
    .executeTakeFirst()
  return (
    made?.id ?? (await db.selectFrom('supplier').select('id').where('name', '=', name).executeTakeFirstOrThrow()).id
  )
}
async function placeNamed({ db }: Change, siteId: string | null, name: string): Promise<string> {
  const made = await db
    .insertInto('place')
    .values({ id: uuidv7(), site_id: siteId, name })
    .onConflict((oc) => oc.doNothing())
    .returning('id')
    .executeTakeFirst()
  return (
    made?.id ??
    (
      await db
        .selectFrom('place')
        .select('id')
        .where('site_id', 'is not distinct from', siteId)
        .where('parent_id', 'is', null)
        .where('name', '=', name)
        .executeTakeFirstOrThrow()
    ).id
  )
}
