import { type Insertable, sql, type Updateable } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import type { Change, Locks } from '../platform/database/change.ts'
import type { Reader } from '../platform/database/connect.ts'
import { referenceTo } from '../platform/database/reference.ts'
import { asRecorded } from '../platform/database/version.ts'
import type { Role } from '../platform/http/operation.ts'
import { position } from '../platform/http/position.ts'
import { refuse } from '../platform/refusal.ts'
import type { PersonTable } from '../tables.ts'
import type { Person, PersonInput } from './people.operations.ts'

export type PersonRow = Omit<Insertable<PersonTable>, 'id'>

/** The API's word → the table's. */
const plain = {
  name: 'name',
  givenName: 'given_name',
  familyName: 'family_name',
  email: 'email',
  username: 'username',
  personnelNumber: 'personnel_number',
  jobTitle: 'job_title',
  company: 'company',
  kind: 'kind',
  departmentId: 'department_id',
  siteId: 'site_id',
  managerId: 'manager_id',
  startDate: 'start_date',
  endDate: 'end_date',
} as const satisfies Record<keyof PersonInput, keyof PersonRow>

/** The columns for what was sent; what was not sent is left out. */
export function personColumns(input: Partial<PersonInput>): Updateable<PersonTable> {
  return Object.fromEntries(
    Object.entries(plain).flatMap(([field, column]) =>
      input[field as keyof PersonInput] === undefined ? [] : [[column, input[field as keyof PersonInput]]],
    ),
  )
}
export const personColumnOf: Record<string, string> = plain

export async function insertPerson({ db }: Change, row: PersonRow): Promise<string> {
  const id = uuidv7()
  await db
    .insertInto('person')
    .values({ ...row, id })
    .execute()
  return id
}

export async function updatePerson({ db }: Change, id: string, columns: Updateable<PersonTable>): Promise<void> {
  if (Object.keys(columns).length > 0) await db.updateTable('person').set(columns).where('id', '=', id).execute()
}

/** Locks one person, the row alone. Persons are locked before assets. Refuses with not_found. */
export async function lockPerson(
  locks: Locks,
  id: string,
): Promise<{ id: string; state: 'active' | 'leaving' | 'left' }> {
  const row = await locks
    .selectFrom('person')
    .select(['id', 'state'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  return row ?? refuse('not_found')
}

const columns = sql`p.id, p.name, p.given_name as "givenName", p.family_name as "familyName", p.email, p.username, p.personnel_number as "personnelNumber",
  p.job_title as "jobTitle", p.company, p.kind, ${referenceTo('d')} as department, ${referenceTo('s')} as site, ${referenceTo('m')} as manager,
  p.start_date as "startDate", p.end_date as "endDate", p.state, p.erased_at as "erasedAt"`
const joins = sql`left join department d on d.id = p.department_id left join site s on s.id = p.site_id left join person m on m.id = p.manager_id`
export interface PersonFilter {
  q?: string | undefined
  department?: string | undefined
  site?: string | undefined
  manager?: string | undefined
  state?: string | undefined
}

/** What a fragment is looked for in; the index person_search is on the same expression. */
const searched = sql`lower(p.name || ' ' || coalesce(p.email, '') || ' ' || coalesce(p.personnel_number, '') || ' ' || coalesce(p.username, ''))`
const containing = (q: string) => `%${q.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`

const conditions = (filter: PersonFilter) =>
  sql.join(
    [
      sql`true`,
      filter.q && sql`${searched} like ${containing(filter.q)}`,
      filter.department && sql`p.department_id = ${filter.department}`,
      filter.site && sql`p.site_id = ${filter.site}`,
      filter.manager && sql`p.manager_id = ${filter.manager}`,
      filter.state && sql`p.state = ${filter.state}`,
    ].filter((condition) => typeof condition === 'object'),
    sql` and `,
  )

/** A page of people sorted by name, now or as recorded at an instant. `next` continues it. */
export async function peoplePage(
  db: Reader,
  filter: PersonFilter,
  { after, limit }: { after?: string | undefined; limit: number },
  recorded: string | null,
): Promise<{ items: Person[]; next: string | null }> {
  const from = after === undefined ? null : position.read(after)
  const { rows } = await sql<Person>`
    select ${columns} from ${asRecorded('person', recorded)} p ${joins}
     where ${conditions(filter)} ${from ? sql`and (p.name, p.id) > (${from[0]}, ${from[1]})` : sql``}
     order by p.name, p.id limit ${limit + 1}`.execute(db)
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  return { items, next: rows.length > limit && last ? position.of(last) : null }
}

/** How many there are, counted to 10,000 at most. */
export async function peopleTotal(db: Reader, filter: PersonFilter, recorded: string | null): Promise<number> {
  const { rows } = await sql<{ total: number }>`
    select count(*)::int as total from (
      select from ${asRecorded('person', recorded)} p where ${conditions(filter)} limit 10000) counted`.execute(db)
  return rows[0]!.total
}

export async function personRow(
  db: Reader,
  id: string,
  recorded: string | null,
): Promise<(Person & { version: string }) | undefined> {
  const { rows } = await sql<Person & { version: string }>`
    select ${columns}, (select recorded_from from person_version v where v.id = p.id and v.recorded_from <= coalesce(${recorded}, clock_timestamp()) order by recorded_from desc limit 1) as version
      from ${asRecorded('person', recorded)} p ${joins} where p.id = ${id}`.execute(db)
  return rows[0]
}

/** Active people whose name, address or number has the fragment, best first; for choosing a person. */
export async function findActive(db: Reader, q = '') {
  const fragment = containing(q)
  const { rows } = await sql<{ id: string; name: string; department: string | null }>`
    select p.id, p.name, d.name as department from person p left join department d on d.id = p.department_id
     where p.state = 'active' and ${searched} like ${fragment}
     order by lower(p.name) like ${fragment.slice(1)} desc, p.name, p.id limit 20`.execute(db)
  return rows
}

/** The roles of a person, now or as recorded at an instant. */
export async function rolesOf(db: Reader | Locks, personId: string, recorded: string | null = null): Promise<Role[]> {
  const { rows } = await sql<{ role: Role }>`
    select role from ${asRecorded('role_grant', recorded)} g where person_id = ${personId} and ended_at is null order by role`.execute(
    db,
  )
  return rows.map((row) => row.role)
}

/** How much a person owns, has in hand and is offered, now or as recorded at an instant. */
export async function attachedTo(db: Reader, personId: string, recorded: string | null) {
  const { rows } = await sql<{ owns: number; holds: number; waiting: number }>`
    select (select count(*)::int from ${asRecorded('asset', recorded)} a where owner_id = ${personId}) as owns,
           (select count(*)::int from ${asRecorded('holding', recorded)} h where person_id = ${personId} and ended_at is null) as holds,
           (select count(*)::int from ${asRecorded('transfer', recorded)} t where to_id = ${personId} and state = 'open') as waiting`.execute(
    db,
  )
  return rows[0]!
}

/** Locks the role of every administrator, so that two who take it from one another do so one after the other. Answers how many. */
export async function lockAdministrators(locks: Locks): Promise<number> {
  const rows = await locks
    .selectFrom('role_grant')
    .select('id')
    .where('role', '=', 'administrator')
    .where('ended_at', 'is', null)
    .orderBy('id')
    .forUpdate()
    .execute()
  return rows.length
}

export async function grantRole({ db }: Change, personId: string, role: Role): Promise<void> {
  await db.insertInto('role_grant').values({ id: uuidv7(), person_id: personId, role }).execute()
}

export async function endRole({ db, at }: Change, personId: string, role: Role): Promise<void> {
  await db
    .updateTable('role_grant')
    .set({ ended_at: at })
    .where('person_id', '=', personId)
    .where('role', '=', role)
    .where('ended_at', 'is', null)
    .execute()
}

/** The site or department of this name, made when it is new. */
export async function siteNamed({ db }: Change, name: string, country: string | null = null): Promise<string> {
  const made = await db
    .insertInto('site')
    .values({ id: uuidv7(), name, country })
    .onConflict((oc) => oc.doNothing())
    .returning('id')
    .executeTakeFirst()
  return made?.id ?? (await db.selectFrom('site').select('id').where('name', '=', name).executeTakeFirstOrThrow()).id
}
export async function departmentNamed({ db }: Change, name: string): Promise<string> {
  const made = await db
    .insertInto('department')
    .values({ id: uuidv7(), name })
    .onConflict((oc) => oc.doNothing())
    .returning('id')
    .executeTakeFirst()
  return (
    made?.id ?? (await db.selectFrom('department').select('id').where('name', '=', name).executeTakeFirstOrThrow()).id
  )
}
