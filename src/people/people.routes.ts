import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import { type Locks, write } from '../platform/database/change.ts'
import type { Database } from '../platform/database/connect.ts'
import { commands, nothing } from '../platform/http/commands.ts'
import type { Role } from '../platform/http/operation.ts'
import { ifMatch, purpose } from '../platform/http/purpose.ts'
import { serve, type Who } from '../platform/http/serve.ts'
import { pastOf } from '../platform/past.ts'
import { refuse } from '../platform/refusal.ts'
import { signsIn, storeAccount } from './account.store.ts'
import {
  addDepartment,
  addPerson,
  addSite,
  editPerson,
  erasePerson,
  findPeople,
  getPerson,
  listDepartments,
  listPeople,
  listSites,
  markLeaving,
  setRoles,
  setSignIn,
} from './people.operations.ts'
import {
  attachedTo,
  endRole,
  findActive,
  grantRole,
  insertPerson,
  lockAdministrators,
  lockPerson,
  peoplePage,
  peopleTotal,
  personColumnOf,
  personColumns,
  personRow,
  rolesOf,
  updatePerson,
} from './person.store.ts'
import type { SignInFlows } from './sign-in.ts'
import { refuseChanged } from './version.store.ts'
import { seesPerson } from './visible.ts'

const has = (who: Who, roles: readonly Role[]) => !who.readOnly && roles.some((role) => who.roles.includes(role))

const lockNamed = (locks: Locks, { params }: { params: { id: string } }) => lockPerson(locks, params.id)

export function peopleRoutes(app: FastifyInstance, database: Database, flows: SignInFlows): void {
  const { reader } = database
  const command = commands(app, database)

  serve(app, listPeople, async ({ query }) => {
    const recorded = pastOf(query, new Date().toISOString())?.recorded ?? null
    const page = await peoplePage(reader, query, { after: query.after, limit: query.limit ?? 50 }, recorded)
    return query.total ? { ...page, total: await peopleTotal(reader, query, recorded) } : page
  })

  serve(app, findPeople, async ({ query }) => ({ items: await findActive(reader, query.q) }))

  serve(app, getPerson, async ({ who, params, query }) => {
    if (!seesPerson(who, params.id)) refuse('not_found')
    const recorded = pastOf(query, new Date().toISOString())?.recorded ?? null
    const person = (await personRow(reader, params.id, recorded)) ?? refuse('not_found')
    const [roles, account, attached] = await Promise.all([
      rolesOf(reader, params.id, recorded),
      signsIn(reader, params.id),
      attachedTo(reader, params.id, recorded),
    ])
    const writes = has(who, ['administrator', 'hr']) && recorded === null && person.erasedAt === null
    const may = {
      edit: writes,
      setRoles: writes && has(who, ['administrator']) && person.state === 'active',
      setSignIn: writes && has(who, ['administrator']) && person.state !== 'left',
      markLeaving: writes && person.state === 'active',
      erase: writes && person.state === 'left',
    }
    return { ...person, roles, signsIn: account, ...attached, may }
  })

  command(addPerson, 'person.add', nothing, async (change, _, { body }) => ({
    id: await insertPerson(change, { ...personColumns(body), name: body.name }),
  }))

  command(editPerson, 'person.edit', lockNamed, async (change, person, { body: { reason: _, ...input }, request }) => {
    await refuseChanged(change.db, 'person', person.id, ifMatch(request), Object.keys(input), personColumnOf)
    await updatePerson(change, person.id, personColumns(input))
    return { version: change.at }
  })

  command(markLeaving, 'person.leaving', lockNamed, async (change, person, { body }) => {
    if (person.state !== 'active') refuse('already_done')
    await updatePerson(change, person.id, { state: 'leaving', ...(body.endDate && { end_date: body.endDate }) })
  })

  command(erasePerson, 'person.erase', lockNamed, async (change, _, { params }) => {
    await sql`select register.erase_person(${params.id})`.execute(change.db)
  })

  command(
    setRoles,
    'person.roles',
    async (locks, { params }) => {
      await lockPerson(locks, params.id)
      await lockAdministrators(locks)
    },
    async (change, _, { params, body }) => {
      const present = await rolesOf(change.db, params.id)
      for (const role of body.roles) if (!present.includes(role)) await grantRole(change, params.id, role)
      for (const role of present) if (!body.roles.includes(role)) await endRole(change, params.id, role)
      // without an administrator nobody could grant a role again
      if ((await lockAdministrators(change.db)) === 0) refuse('last_administrator')
    },
  )

  serve(app, setSignIn, async ({ who, params, body, request }) => {
    const hash = await (await flows.$context).password.hash(body.password)
    await write(
      database,
      who,
      purpose(request, 'person.sign_in'),
      (locks) => lockPerson(locks, params.id),
      async (change, person) => {
        if (person.state === 'left') refuse('person_leaving')
        const { name } = await change.db
          .selectFrom('person')
          .select('name')
          .where('id', '=', person.id)
          .executeTakeFirstOrThrow()
        await updatePerson(change, person.id, { email: body.email })
        await storeAccount(change.db, person.id, name, body.email, hash)
      },
    )
  })

  serve(app, listSites, async () => ({
    items: await reader.selectFrom('site').select(['id', 'name', 'country']).orderBy('name').execute(),
  }))
  command(addSite, 'site.add', nothing, async (change, _, { body }) => {
    const id = uuidv7()
    await change.db
      .insertInto('site')
      .values({ id, name: body.name, country: body.country ?? null })
      .execute()
    return { id }
  })
  serve(app, listDepartments, async () => {
    const rows = await reader
      .selectFrom('department')
      .leftJoin('person', 'person.id', 'head_id')
      .select(['department.id', 'department.name', 'head_id', 'person.name as head'])
      .orderBy('department.name')
      .execute()
    return {
      items: rows.map((row) => ({
        id: row.id,
        name: row.name,
        head: row.head_id && row.head ? { id: row.head_id, name: row.head } : null,
      })),
    }
  })
  command(addDepartment, 'department.add', nothing, async (change, _, { body }) => {
    const id = uuidv7()
    await change.db
      .insertInto('department')
      .values({ id, name: body.name, head_id: body.headId ?? null })
      .execute()
    return { id }
  })
}
