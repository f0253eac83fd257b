import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { cookiesOf, type TestApp, testApp, wizard } from '../../test/app.ts'
import { person } from '../../test/builders.ts'
import { client } from '../../test/client.ts'
import { addPerson, editPerson, getPerson, markLeaving, setSignIn } from './people.operations.ts'
import { me, setup, setupState } from './sign-in.operations.ts'

let at: TestApp
beforeAll(async () => {
  at = await testApp()
})
afterAll(() => at.close())

const signIn = (email: string, password: string, headers: Record<string, string> = {}) =>
  at.app.inject({ method: 'POST', url: '/api/v1/session', payload: { email, password }, headers })
let people = 0
/** Somebody new who signs in with a password. */
async function withPassword(password = 'a long enough password') {
  const email = `person${++people}@example.org`
  const { id } = await at.admin.call(addPerson, { body: { name: `Person ${people}` } })
  await at.admin.call(setSignIn, { params: { id }, body: { email, password } })
  return { id, email, password }
}

describe('signing in', () => {
  test('starts a session that scripts cannot read and other sites do not get', async () => {
    const anna = await withPassword()
    const response = await signIn(anna.email.toUpperCase(), anna.password)
    expect(response.statusCode).toBe(204)
    expect(response.headers['set-cookie']).toMatch(/^holdfast\.session_token=.*HttpOnly; SameSite=Lax/)
    expect(await client(at.app, { cookie: cookiesOf(response) }).call(me, {})).toMatchObject({ id: anna.id, roles: [] })
  })

  test('with a wrong password, an address nobody has, or that of somebody without password is answered alike', async () => {
    const anna = await withPassword()
    const bert = await person(at)
    const { version } = await at.admin.call(getPerson, { params: { id: bert.id } })
    await at.admin.call(editPerson, { params: { id: bert.id }, ifMatch: version, body: { email: 'bert@example.org' } })
    const answers = await Promise.all([
      signIn(anna.email, 'another long password'),
      signIn('nobody@example.org', anna.password),
      signIn('bert@example.org', anna.password),
    ])
    for (const answer of answers) {
      expect(answer.json()).toEqual(answers[0]!.json())
      expect(answer.json().code).toBe('wrong_credentials')
      expect(answer.headers['set-cookie']).toBeUndefined()
    }
  })

  test('at one account is tried ten times a minute, and others are not held up by that', async () => {
    const [anna, bert] = [await withPassword(), await withPassword()]
    const codes = []
    for (let n = 0; n < 12; n++) codes.push((await signIn(anna.email, `wrong password ${n}`)).json().code)
    expect(codes).toEqual([...Array(10).fill('wrong_credentials'), ...Array(2).fill('too_many_attempts')])
    expect((await signIn(anna.email.toUpperCase(), anna.password)).json().code).toBe('too_many_attempts')
    expect((await signIn(bert.email, bert.password)).statusCode).toBe(204)
  })
})

describe('a new password', () => {
  test('ends every session, and the one before opens nothing', async () => {
    const anna = await withPassword()
    const session = client(at.app, { cookie: cookiesOf(await signIn(anna.email, anna.password)) })
    expect(await session.says(me, {})).toBe('done')
    const body = { email: anna.email, password: 'another long password' }
    await at.admin.call(setSignIn, { params: { id: anna.id }, body })
    expect(await session.says(me, {})).toBe('not_signed_in')
    expect((await signIn(anna.email, anna.password)).json().code).toBe('wrong_credentials')
    expect((await signIn(anna.email, body.password)).statusCode).toBe(204)
  })

  test('is neither short nor for an address that another signs in with', async () => {
    const [anna, bert] = [await withPassword(), await withPassword()]
    const set = (email: string, password: string) =>
      at.admin.says(setSignIn, { params: { id: bert.id }, body: { email, password } })
    expect(await set(bert.email, 'too short')).toBe('bad_input')
    expect(await set(anna.email, 'a long enough password')).toBe('email_taken')
    expect((await signIn(bert.email, bert.password)).statusCode).toBe(204)
  })
})

test('who is leaving still signs in, to hand over what they have', async () => {
  const anna = await withPassword()
  await at.admin.call(markLeaving, { params: { id: anna.id }, body: {} })
  expect((await signIn(anna.email, anna.password)).statusCode).toBe(204)
})

describe('a register', () => {
  test('is set up once, which signs its administrator in', async () => {
    const empty = await testApp({ setUp: false })
    expect(await empty.nobody.call(setupState, {})).toMatchObject({ done: false, organisation: null })
    const response = await empty.app.inject({ method: 'POST', url: '/api/v1/setup', payload: wizard })
    const admin = client(empty.app, { cookie: cookiesOf(response) })
    expect(await admin.call(me, {})).toMatchObject({ name: wizard.admin.name, roles: ['administrator'] })
    expect(await empty.nobody.says(setup, { body: wizard })).toBe('already_set_up')
    expect(await empty.nobody.call(setupState, {})).toMatchObject({ done: true, organisation: wizard.organisation })
    await empty.close()
  })

  test('keeps no password and no secret of a token, but what proves them', async () => {
    const anna = await withPassword('a password never seen again')
    const token = (await person(at)).headers.authorization!.slice('Bearer '.length)
    const { rows } = await at.database.pool.query<{ kept: string }>(`
      select string_agg(kept, ' ') as kept from (
        select to_jsonb(a)::text as kept from auth.account a union all select to_jsonb(t)::text from register.token t
        union all select bytes from ledger.entry union all select bytes from ledger.opening) everything`)
    expect(rows[0]!.kept).toContain(anna.email)
    expect(rows[0]!.kept).not.toContain(anna.password)
    expect(rows[0]!.kept).not.toContain(token)
  })
})
