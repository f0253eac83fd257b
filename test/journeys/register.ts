import { listAssets, registerAsset } from '../../src/assets/assets.operations.ts'
import { becomeProvisionalOwner, listProvisionalOwners } from '../../src/assets/owner-unclear.operations.ts'
import { addPerson, listPeople, setRoles, setSignIn } from '../../src/people/people.operations.ts'
import { setup, signIn } from '../../src/people/sign-in.operations.ts'
import type { AnyOperation, Call, Output } from '../../src/platform/http/operation.ts'
import { requestOf } from '../client.ts'
import type { Program } from './program.ts'

export const admin = { name: 'Ada Brenner', email: 'ada@holm.example', password: 'the first pass phrase' }
export const password = 'a pass phrase of one'

/** Everybody's first password, and an address made of their name. */
export const addressOf = (name: string) => `${name.toLowerCase().replaceAll(/[^a-z]+/g, '.')}@holm.example`

/** Somebody who prepares a register over the API, so that a journey can begin where it has something to tell. */
export class Clerk {
  private cookie = ''
  private readonly program: Program
  constructor(program: Program) {
    this.program = program
  }

  async call<O extends AnyOperation>(operation: O, input: Call<O>): Promise<Output<O>> {
    const { method, url, headers, payload } = requestOf(operation, input)
    const response = await fetch(`${this.program.url}${url}`, {
      method: method as string,
      headers: {
        ...(headers as Record<string, string>),
        origin: this.program.url,
        ...(payload !== undefined && { 'content-type': 'application/json' }),
        ...(this.cookie && { cookie: this.cookie }),
      },
      ...(payload !== undefined && { body: JSON.stringify(payload) }),
    })
    if (!response.ok) throw new Error(`${operation.id}: ${response.status} ${await response.text()}`)
    const cookies = response.headers.getSetCookie().map((cookie) => cookie.split(';')[0])
    if (cookies.length > 0) this.cookie = cookies.join('; ')
    return (response.status === 204 ? undefined : await response.json()) as Output<O>
  }

  async setsUp(wish: { language?: 'en' | 'de'; sample?: boolean } = {}): Promise<void> {
    await this.call(setup, {
      body: { organisation: 'Holm Werke', language: 'en', admin, mail: null, sample: false, ...wish },
    })
  }

  async signsIn(): Promise<void> {
    await this.call(signIn, { body: { email: admin.email, password: admin.password } })
  }

  /** Adds a person who can sign in. */
  async adds(name: string, roles: string[] = []): Promise<string> {
    const { id } = await this.call(addPerson, { body: { name } as never })
    await this.lets(id, name, roles)
    return id
  }

  async lets(id: string, name: string, roles: string[] = []): Promise<void> {
    await this.call(setSignIn, { params: { id }, body: { email: addressOf(name), password } })
    if (roles.length > 0) await this.call(setRoles, { params: { id }, body: { roles } as never })
  }

  /** Agrees to answer for whatever a named owner says no to, without which nobody else can be named. */
  async standsIn(): Promise<void> {
    const { wordings } = await this.call(listProvisionalOwners, {})
    await this.call(becomeProvisionalOwner, { body: { wording: wordings.en! } })
  }

  async finds(name: string): Promise<string> {
    const { items } = await this.call(listPeople, { query: { q: name } })
    return items[0]!.id
  }

  async registers(name: string, kind: string, ownerId: string): Promise<string> {
    const { id } = await this.call(registerAsset, { body: { name, kind, ownerId } as never })
    return id
  }

  async asset(name: string): Promise<string> {
    const { items } = await this.call(listAssets, { query: { q: name } })
    return items[0]!.id
  }
}
