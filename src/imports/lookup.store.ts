import { sql } from 'kysely'
import type { Locks } from '../platform/database/change.ts'
import type { Reader } from '../platform/database/connect.ts'
import type { PresentAsset } from './asset-plan.ts'
import type { PresentPerson } from './people-plan.ts'
import type { KnownPerson } from './person-index.ts'

/** Everybody who can be named as owner, holder or manager, those who left included: a list that names them is told so. */
export async function knownPeople(db: Reader | Locks): Promise<KnownPerson[]> {
  return await db
    .selectFrom('person')
    .select(['id', 'name', 'email', 'username', 'personnel_number', 'state'])
    .where('erased_at', 'is', null)
    .execute()
}

const personColumns = sql`p.id, p.state, p.name, p.personnel_number as "personnelNumber", p.directory_id as "directoryId", p.given_name as "givenName", p.family_name as "familyName",
  p.email, p.username, p.job_title as "jobTitle", p.company, p.kind, d.name as department, s.name as site, p.start_date as "startDate", p.end_date as "endDate"`

export interface PersonKeys {
  personnelNumber: string[]
  directoryId: string[]
  email: string[]
  username: string[]
}

/** The people of the register that some rows may be about. */
export async function presentPeople(db: Reader | Locks, keys: PersonKeys): Promise<PresentPerson[]> {
  const lower = (values: string[]) => values.map((value) => value.toLowerCase())
  return (
    await sql<PresentPerson>`select ${personColumns} from person p left join department d on d.id = p.department_id left join site s on s.id = p.site_id
      where p.personnel_number = any(${keys.personnelNumber}) or p.directory_id = any(${keys.directoryId}) or lower(p.email) = any(${lower(keys.email)}) or lower(p.username) = any(${lower(keys.username)})`.execute(
      db,
    )
  ).rows
}

/** The assets of the register that some rows may be about, by tag or by serial number. */
export async function presentAssets(db: Reader | Locks, tags: string[], serials: string[]): Promise<PresentAsset[]> {
  return (
    await sql<PresentAsset>`
      select a.id, a.owner_id as "ownerId", h.person_id as "holderId", h.place as "holderPlace", a.tag, a.name, a.kind_id as kind, a.status, a.tier, a.serial, a.manufacturer,
             m.name as model, nullif(m.number, '') as "modelNumber", s.name as site, pl.name as place, d.name as department, su.name as supplier, a.order_number as "orderNumber",
             a.purchased_on as "purchasedOn", case when a.cost_minor is not null then jsonb_build_object('minor', a.cost_minor, 'currency', a.currency) end as cost,
             a.warranty_ends_on as "warrantyEndsOn", a.support_ends_on as "supportEndsOn", a.updated_on as "updatedOn", a.firmware, a.production_access as "productionAccess",
             a.customer_data_access as "customerDataAccess", a.personal_data as "personalData", a.processing_record as "processingRecord", a.information_class as "informationClass",
             a.notes, a.labels, a.fields
        from asset a left join model m on m.id = a.model_id left join site s on s.id = a.site_id left join place pl on pl.id = a.place_id
        left join department d on d.id = a.department_id left join supplier su on su.id = a.supplier_id left join holding h on h.asset_id = a.id and h.ended_at is null
       where a.tag = any(${tags}) or lower(a.serial) = any(${serials.map((serial) => serial.toLowerCase())})`.execute(
      db,
    )
  ).rows
}

export async function assetIdsByTag(db: Reader | Locks, tags: string[]): Promise<Map<string, string>> {
  const rows = await db.selectFrom('asset').select(['id', 'tag']).where(sql<boolean>`tag = any(${tags})`).execute()
  return new Map(rows.map((row) => [row.tag, row.id]))
}

/** What each of these assets is a part of. */
export async function parentsOf(db: Reader | Locks, ids: string[]): Promise<Map<string, string | null>> {
  const rows = await db.selectFrom('asset').select(['id', 'parent_id']).where(sql<boolean>`id = any(${ids})`).execute()
  return new Map(rows.map((row) => [row.id, row.parent_id]))
}

/** Who each of these people reports to. */
export async function managersOf(db: Reader | Locks, ids: string[]): Promise<Map<string, string | null>> {
  const rows = await db
    .selectFrom('person')
    .select(['id', 'manager_id'])
    .where(sql<boolean>`id = any(${ids})`)
    .execute()
  return new Map(rows.map((row) => [row.id, row.manager_id]))
}
