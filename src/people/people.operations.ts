import { z } from 'zod'
import { date, id, instant, listOf, operation, page, past, type Role, text } from '../platform/http/operation.ts'

export const roles = [
  'administrator',
  'ciso',
  'compliance',
  'it_operations',
  'hr',
  'department_head',
  'auditor',
] as const satisfies readonly Role[]
/** Who sees personal data of others beyond name and department, because their work needs it. */
export const seesPeople = roles
const writesPeople = ['administrator', 'hr'] as const

export const reference = z.strictObject({ id, name: z.string() })

const person = z.strictObject({
  id,
  name: z.string(),
  givenName: z.string().nullable(),
  familyName: z.string().nullable(),
  email: z.string().nullable(),
  username: z.string().nullable(),
  personnelNumber: z.string().nullable(),
  jobTitle: z.string().nullable(),
  company: z.string().nullable(),
  kind: z.enum(['employee', 'temporary', 'contractor']),
  department: reference.nullable(),
  site: reference.nullable(),
  manager: reference.nullable(),
  startDate: date.nullable(),
  endDate: date.nullable(),
  state: z.enum(['active', 'leaving', 'left']),
  erasedAt: instant.nullable(),
})
export type Person = z.output<typeof person>

const personDetail = person.extend({
  /** The version looked at: send it back as If-Match. */
  version: z.string(),
  roles: z.array(z.enum(roles)),
  signsIn: z.boolean(),
  owns: z.number().int(),
  holds: z.number().int(),
  waiting: z.number().int(),
  may: z.strictObject({
    edit: z.boolean(),
    setRoles: z.boolean(),
    setSignIn: z.boolean(),
    markLeaving: z.boolean(),
    erase: z.boolean(),
  }),
})
export type PersonDetail = z.output<typeof personDetail>

const personInput = z.strictObject({
  name: text(200),
  givenName: text(100).nullish(),
  familyName: text(100).nullish(),
  email: z.email().max(254).nullish(),
  username: text(100).nullish(),
  personnelNumber: text(50).nullish(),
  jobTitle: text(200).nullish(),
  company: text(200).nullish(),
  kind: z.enum(['employee', 'temporary', 'contractor']).optional(),
  departmentId: id.nullish(),
  siteId: id.nullish(),
  managerId: id.nullish(),
  startDate: date.nullish(),
  endDate: date.nullish(),
})
export type PersonInput = z.output<typeof personInput>

export const listPeople = operation({
  id: 'people.list',
  method: 'GET',
  path: '/api/v1/people',
  summary: 'People, sorted by name',
  who: seesPeople,
  query: z.strictObject({
    ...page,
    ...past,
    q: text(200).optional(),
    department: id.optional(),
    site: id.optional(),
    manager: id.optional(),
    state: z.enum(['active', 'leaving', 'left']).optional(),
    total: z.stringbool().optional(),
  }),
  response: listOf(person),
})
/** For choosing a person: name and department only, so that everybody may hand over to everybody. */
export const findPeople = operation({
  id: 'people.find',
  method: 'GET',
  path: '/api/v1/people/find',
  summary: 'Up to 20 active people whose name, e-mail address, user name or personnel number has this fragment',
  who: 'signed-in',
  query: z.strictObject({ q: text(200).optional() }),
  response: z.strictObject({
    items: z.array(z.strictObject({ id, name: z.string(), department: z.string().nullable() })),
  }),
})
export const getPerson = operation({
  id: 'people.get',
  method: 'GET',
  path: '/api/v1/people/:id',
  summary: 'One person; everybody may see themselves',
  who: 'signed-in',
  params: z.strictObject({ id }),
  query: z.strictObject(past),
  response: personDetail,
})
export const addPerson = operation({
  id: 'people.add',
  method: 'POST',
  path: '/api/v1/people',
  summary: 'Add a person',
  who: writesPeople,
  body: personInput,
  response: z.strictObject({ id }),
  status: 201,
})
export const editPerson = operation({
  id: 'people.edit',
  method: 'PATCH',
  path: '/api/v1/people/:id',
  summary: 'Change fields of a person (If-Match: the version looked at)',
  who: writesPeople,
  params: z.strictObject({ id }),
  body: personInput.partial().extend({ reason: text(2000).optional() }),
  response: z.strictObject({ version: z.string() }),
})
export const markLeaving = operation({
  id: 'people.leaving',
  method: 'POST',
  path: '/api/v1/people/:id/leaving',
  summary: 'Say that a person is leaving: nothing new can be attached to them from now on',
  who: writesPeople,
  params: z.strictObject({ id }),
  body: z.strictObject({ endDate: date.optional(), reason: text(2000).optional() }),
})
export const erasePerson = operation({
  id: 'people.erase',
  method: 'POST',
  path: '/api/v1/people/:id/erasure',
  summary: 'Erase the personal data of a person who has left; a pseudonym stands everywhere, every proof stays valid',
  who: ['administrator', 'hr'],
  params: z.strictObject({ id }),
  body: z.strictObject({ reason: text(2000) }),
})
export const setRoles = operation({
  id: 'people.roles',
  method: 'PUT',
  path: '/api/v1/people/:id/roles',
  summary: 'Set the roles of a person',
  who: ['administrator'],
  params: z.strictObject({ id }),
  body: z.strictObject({ roles: z.array(z.enum(roles)).max(7) }),
})
export const setSignIn = operation({
  id: 'people.signIn',
  method: 'PUT',
  path: '/api/v1/people/:id/sign-in',
  summary: 'Let a person sign in with an e-mail address and a password; ends their other sessions',
  who: ['administrator'],
  params: z.strictObject({ id }),
  body: z.strictObject({ email: z.email().max(254), password: z.string().min(12).max(128) }),
})

/** What happened to a person: their own record and what they owned, newest first. */
export const timelineItem = z.strictObject({
  at: instant.describe('recorded'),
  effective: instant.nullable().describe('when it was true, where that differs'),
  change: id,
  operation: z.string(),
  origin: z.string(),
  actor: reference.nullable(),
  behalf: reference.nullable(),
  by: z.string().describe('the database user, for a change without actor'),
  reason: z.string().nullable(),
  what: z.enum([
    'registered',
    'changed',
    'offered',
    'released',
    'accepted',
    'declined',
    'cancelled',
    'expired',
    'stated_accepted',
    'provisional',
    'corrected',
    'disposed',
    'held',
    'returned',
    'find_opened',
    'find_decided',
    'added',
    'started_owning',
    'stopped_owning',
    'erased',
  ]),
  asset: z.strictObject({ id, tag: z.string(), name: z.string() }).nullable(),
  person: reference.nullable().describe('who became owner, was offered, holds'),
  from: reference.nullable(),
  wording: z.string().nullable(),
  fields: z.array(z.strictObject({ field: z.string(), before: z.unknown(), after: z.unknown() })),
})
export type TimelineItem = z.output<typeof timelineItem>

export const personHistory = operation({
  id: 'people.history',
  method: 'GET',
  path: '/api/v1/people/:id/history',
  summary:
    'Everything that happened to one person: their record, what they came to own, were offered, and have in hand; newest first',
  who: 'signed-in',
  params: z.strictObject({ id }),
  query: z.strictObject(past),
  response: z.strictObject({ items: z.array(timelineItem) }),
})

const place = z.strictObject({ id, name: z.string(), country: z.string().nullable() })
export const listSites = operation({
  id: 'sites.list',
  method: 'GET',
  path: '/api/v1/sites',
  summary: 'Sites',
  who: 'signed-in',
  response: z.strictObject({ items: z.array(place) }),
})
export const addSite = operation({
  id: 'sites.add',
  method: 'POST',
  path: '/api/v1/sites',
  summary: 'Add a site',
  who: ['administrator', 'it_operations', 'compliance'],
  body: z.strictObject({
    name: text(200),
    country: z
      .string()
      .regex(/^[A-Z]{2}$/)
      .nullish(),
  }),
  response: z.strictObject({ id }),
  status: 201,
})
export const listDepartments = operation({
  id: 'departments.list',
  method: 'GET',
  path: '/api/v1/departments',
  summary: 'Departments',
  who: 'signed-in',
  response: z.strictObject({ items: z.array(z.strictObject({ id, name: z.string(), head: reference.nullable() })) }),
})
export const addDepartment = operation({
  id: 'departments.add',
  method: 'POST',
  path: '/api/v1/departments',
  summary: 'Add a department',
  who: ['administrator', 'hr'],
  body: z.strictObject({ name: text(200), headId: id.nullish() }),
  response: z.strictObject({ id }),
  status: 201,
})
