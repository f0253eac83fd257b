import type { FastifyInstance, FastifyReply } from 'fastify'
import type { Change } from '../platform/database/change.ts'
import type { Database } from '../platform/database/connect.ts'
import { commands, nothing } from '../platform/http/commands.ts'
import { serve } from '../platform/http/serve.ts'
import { refuse } from '../platform/refusal.ts'
import { setUp, setUpState } from './setup.ts'
import { createToken, endToken, listTokens, me, setup, setupState, signIn, signOut } from './sign-in.operations.ts'
import type { SignInFlows } from './sign-in.ts'
import * as token from './token.store.ts'

export interface SetUpParts {
  /** Seals a secret with the key of the installation. */
  seal(text: string): string
  /** What the capabilities deliver with a new register. */
  deliver(change: Change): Promise<void>
  /** Starts making the sample plant. */
  sample(adminId: string): Promise<void>
}

export function signInRoutes(app: FastifyInstance, database: Database, flows: SignInFlows, parts: SetUpParts): void {
  const { reader } = database
  const command = commands(app, database)

  serve(app, setupState, () => setUpState(reader))

  serve(app, setup, async ({ body, reply, request }) => {
    const { personId } = await setUp(
      database,
      flows,
      { personId: null, origin: 'setup' },
      { ...body, mail: body.mail === null ? null : parts.seal(JSON.stringify(body.mail)) },
      parts.deliver,
    )
    if (body.sample) await parts.sample(personId)
    await start(flows, body.admin.email, body.admin.password, request.headers, reply)
    return { personId }
  })

  // At most 10 attempts a minute at one account from one address: a password is guessed no faster. Not counted by the address alone,
  // for behind a proxy everybody has the same.
  app.register(async (limited) => {
    await limited.register(import('@fastify/rate-limit'), {
      max: 10,
      timeWindow: '1 minute',
      hook: 'preHandler',
      keyGenerator: (request) => `${request.ip} ${(request.body as { email: string }).email.toLowerCase()}`,
    })
    serve(limited, signIn, ({ body, request, reply }) =>
      start(flows, body.email, body.password, request.headers, reply),
    )
  })

  serve(app, signOut, async ({ request, reply }) => {
    const answer = await flows.api.signOut({ headers: headersOf(request.headers), asResponse: true })
    for (const cookie of answer.headers.getSetCookie()) reply.header('set-cookie', cookie)
  })

  serve(app, me, async ({ who }) => {
    const state = await setUpState(reader)
    return {
      id: who.personId,
      name: who.name,
      roles: [...who.roles],
      readOnly: who.readOnly,
      organisation: state.organisation ?? '',
      language: state.language ?? 'en',
      sampleClock: state.sampleClock,
    }
  })

  serve(app, listTokens, async ({ who }) => ({
    items: await token.tokens(reader, who.roles.includes('administrator') ? null : who.personId),
  }))

  command(createToken, 'token.create', nothing, async (change, _, { who, body }) => {
    if (who.tokenId) refuse('not_allowed', { detail: 'A token cannot make tokens. Sign in.' })
    if (body.role !== 'employee' && !who.roles.includes(body.role)) refuse('not_allowed')
    if (body.expiresAt && body.expiresAt <= change.at)
      refuse('bad_input', { fields: [{ where: 'body/expiresAt', what: 'is in the past' }] })
    return await token.createToken(change, {
      personId: who.personId,
      name: body.name,
      role: body.role,
      readOnly: body.readOnly,
      expiresAt: body.expiresAt ?? null,
    })
  })

  command(endToken, 'token.end', nothing, async (change, _, { who, params }) => {
    let query = change.db
      .updateTable('token')
      .set({ ended_at: change.at })
      .where('id', '=', params.id)
      .where('ended_at', 'is', null)
    if (!who.roles.includes('administrator')) query = query.where('person_id', '=', who.personId)
    if ((await query.executeTakeFirst()).numUpdatedRows === 0n) refuse('not_found')
  })
}

const headersOf = (headers: Record<string, string | string[] | undefined>) =>
  new Headers(
    Object.entries(headers).flatMap(([name, value]) =>
      typeof value === 'string' ? [[name, value] as [string, string]] : [],
    ),
  )

/** Starts a session. A wrong address and a wrong password are answered alike, in the same time. */
async function start(
  flows: SignInFlows,
  email: string,
  password: string,
  headers: Record<string, string | string[] | undefined>,
  reply: FastifyReply,
): Promise<void> {
  const answer = await flows.api.signInEmail({
    body: { email, password },
    headers: headersOf(headers),
    asResponse: true,
  })
  if (answer.status >= 500) throw new Error(`signing in failed: ${await answer.text()}`)
  if (!answer.ok) refuse('wrong_credentials')
  for (const cookie of answer.headers.getSetCookie()) reply.header('set-cookie', cookie)
}
