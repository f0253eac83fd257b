import { z } from 'zod'
import { id, instant, operation, text } from '../platform/http/operation.ts'
import { roles } from './people.operations.ts'

export const languages = ['en', 'de'] as const

export const setupState = operation({
  id: 'setup.state',
  method: 'GET',
  path: '/api/v1/setup',
  summary: 'Whether this register is set up',
  who: 'anyone',
  response: z.strictObject({
    done: z.boolean(),
    organisation: z.string().nullable(),
    language: z.enum(languages).nullable(),
    sampleClock: z.boolean(),
  }),
})
export const setup = operation({
  id: 'setup.run',
  method: 'POST',
  path: '/api/v1/setup',
  summary: 'The first-run wizard: organisation, first administrator, language, mail or later, sample plant',
  who: 'anyone',
  body: z.strictObject({
    organisation: text(200),
    language: z.enum(languages),
    admin: z.strictObject({ name: text(200), email: z.email().max(254), password: z.string().min(12).max(128) }),
    mail: z
      .strictObject({
        server: text(200),
        port: z.number().int().min(1).max(65535),
        from: z.email(),
        user: text(200).optional(),
        password: z.string().max(500).optional(),
      })
      .nullable(),
    sample: z.boolean(),
  }),
  response: z.strictObject({ personId: id }),
  status: 201,
})
export const signIn = operation({
  id: 'session.start',
  method: 'POST',
  path: '/api/v1/session',
  summary: 'Sign in with e-mail address and password',
  who: 'anyone',
  body: z.strictObject({ email: z.string().max(254), password: z.string().max(128) }),
})
export const signOut = operation({
  id: 'session.end',
  method: 'DELETE',
  path: '/api/v1/session',
  summary: 'Sign out',
  who: 'anyone',
})
export const me = operation({
  id: 'session.me',
  method: 'GET',
  path: '/api/v1/me',
  summary: 'Who is signed in, and what they may do',
  who: 'signed-in',
  response: z.strictObject({
    id,
    name: z.string(),
    roles: z.array(z.enum(roles)),
    readOnly: z.boolean(),
    organisation: z.string(),
    language: z.enum(languages),
    sampleClock: z.boolean(),
  }),
})

const token = z.strictObject({
  id,
  name: z.string(),
  person: z.strictObject({ id, name: z.string() }),
  role: z.string(),
  readOnly: z.boolean(),
  expiresAt: instant.nullable(),
  endedAt: instant.nullable(),
})
export const listTokens = operation({
  id: 'tokens.list',
  method: 'GET',
  path: '/api/v1/tokens',
  summary: 'Tokens; an administrator sees all, others their own',
  who: 'signed-in',
  response: z.strictObject({ items: z.array(token) }),
})
export const createToken = operation({
  id: 'tokens.create',
  method: 'POST',
  path: '/api/v1/tokens',
  summary: 'Create a token that acts for you with one of your roles; the secret is shown once',
  who: 'signed-in',
  body: z.strictObject({
    name: text(100),
    role: z.enum([...roles, 'employee']),
    readOnly: z.boolean(),
    expiresAt: instant.nullish(),
  }),
  response: z.strictObject({ id, token: z.string() }),
  status: 201,
})
export const endToken = operation({
  id: 'tokens.end',
  method: 'DELETE',
  path: '/api/v1/tokens/:id',
  summary: 'Revoke a token',
  who: 'signed-in',
  params: z.strictObject({ id }),
})
