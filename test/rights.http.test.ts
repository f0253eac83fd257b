import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { disposeAsset, editAsset, getAsset } from '../src/assets/assets.operations.ts'
import {
  acceptStated,
  acceptTransfer,
  cancelTransfer,
  correctOwnership,
  declineTransfer,
  offerTransfer,
  releaseTransfer,
  setHolder,
} from '../src/ownership/ownership.operations.ts'
import { getPerson, roles } from '../src/people/people.operations.ts'
import { createToken, endToken, listTokens, me, signOut } from '../src/people/sign-in.operations.ts'
import { type TestApp, testApp } from './app.ts'
import { type Asset, asset, offered, owned, person, said } from './builders.ts'
import { type Client, client, type Person, requestOf } from './client.ts'

let at: TestApp
beforeAll(async () => {
  at = await testApp()
})
afterAll(() => at.close())

describe('every operation is open to whom its contract names, and to nobody else', () => {
  /** The answer to a request of the right address and nothing else: whoever may ask hears that something is missing. */
  const asked = async (who: Client, operation: TestApp['app']['served'][number]) => {
    const params = Object.fromEntries([...operation.path.matchAll(/:(\w+)/g)].map(([, name]) => [name, randomUUID()]))
    const response = await at.app.inject(requestOf(operation, { params }, who.headers))
    return response.headers['content-type'] === 'application/problem+json' ? response.json().code : 'done'
  }

  test('without signing in, only what leads to it; without a role, no writing but of what one owns or is offered', () => {
    const ids = (of: (operation: TestApp['app']['served'][number]) => boolean) =>
      at.app.served
        .filter(of)
        .map((operation) => operation.id)
        .sort()
    expect(ids(({ who }) => who === 'anyone')).toEqual(['session.end', 'session.start', 'setup.run', 'setup.state'])
    // each of these asks in its own rule who owns it, who is offered it, or whose it is
    expect(ids(({ who, method }) => who === 'signed-in' && method !== 'GET')).toEqual([
      ...['assets.dispose', 'assets.edit', 'holdings.set', 'stated.accept', 'stated.decline'],
      ...['tokens.create', 'tokens.end'],
      ...['transfers.accept', 'transfers.cancel', 'transfers.decline', 'transfers.offer', 'transfers.release'],
    ])
  })

  test('signed out', async () => {
    for (const operation of at.app.served) {
      const answer = await asked(at.nobody, operation)
      if (operation.who === 'anyone') expect(answer, operation.id).not.toBe('not_signed_in')
      else expect(answer, operation.id).toBe('not_signed_in')
    }
  })

  test.each(['employee', ...roles] as const)('%s', async (role) => {
    const who = await person(at, role)
    for (const operation of at.app.served) {
      const answer = await asked(who, operation)
      if (operation.who === 'anyone' || operation.who === 'signed-in' || operation.who.some((one) => one === role))
        expect(['not_allowed', 'not_signed_in'], operation.id).not.toContain(answer)
      else expect(answer, operation.id).toBe('not_allowed')
    }
  })

  test('a token that may only read', async () => {
    const reader = await person(at, 'administrator', { readOnly: true })
    for (const operation of at.app.served) {
      if (operation.who === 'anyone') continue
      const answer = await asked(reader, operation)
      if (operation.method === 'GET') expect(['not_allowed', 'read_only_token'], operation.id).not.toContain(answer)
      else expect(answer, operation.id).toBe('read_only_token')
    }
  })
})

describe('what the page of an asset offers is what can be done', () => {
  type Scene = { asset: Asset; transfer: string }
  const reason = { reason: 'for a reason' }
  const it = ({ asset }: Scene) => ({ params: { id: asset.id } })
  const transfer = ({ transfer }: Scene) => ({ params: { id: transfer } })
  let another: Person
  /** Each right and the command it promises. */
  const commands: Record<string, (who: Person, scene: Scene) => Promise<string>> = {
    edit: async (who, scene) => {
      const { version } = await at.admin.call(getAsset, it(scene))
      return await who.says(editAsset, { ...it(scene), ifMatch: version, body: { serial: 'S' } })
    },
    offer: (who, scene) => {
      const body = { toId: another.id, wording: said('release', scene.asset) }
      return who.says(offerTransfer, { ...it(scene), body })
    },
    release: (who, scene) =>
      who.says(releaseTransfer, { ...transfer(scene), body: { wording: said('release', scene.asset) } }),
    accept: (who, scene) =>
      who.says(acceptTransfer, { ...transfer(scene), body: { wording: said('accept', scene.asset) } }),
    decline: (who, scene) => who.says(declineTransfer, { ...transfer(scene), body: reason }),
    cancel: (who, scene) => who.says(cancelTransfer, { ...transfer(scene), body: reason }),
    acceptStated: (who, scene) =>
      who.says(acceptStated, { ...it(scene), body: { wording: said('stated', scene.asset) } }),
    dispose: (who, scene) => who.says(disposeAsset, { ...it(scene), body: reason }),
    correct: (who, scene) => {
      const tenures = [{ ownerId: another.id, since: '2026-01-01T00:00:00Z' }]
      const body = { tenures, seq: 1, provisionalOwnerId: at.admin.id, ...reason }
      return who.says(correctOwnership, { ...it(scene), body })
    },
    setHolder: (who, scene) => who.says(setHolder, { ...it(scene), body: { personId: null, place: 'the shelf' } }),
  }
  const nothing = '01890000-0000-7000-8000-000000000000'
  const scenes: Record<string, (owner: Person, receiver: Person) => Promise<Scene>> = {
    stated: async (owner) => ({ asset: await asset(at, owner), transfer: nothing }),
    accepted: async (owner) => ({ asset: await owned(at, owner), transfer: nothing }),
    'offered by its owner': async (owner, receiver) => {
      const one = await owned(at, owner)
      return { asset: one, transfer: await offered(owner, receiver, one) }
    },
    'offered by another, not released': async (owner, receiver) => {
      const one = await owned(at, owner)
      const { id } = await at.admin.call(offerTransfer, { params: { id: one.id }, body: { toId: receiver.id } })
      return { asset: one, transfer: id }
    },
  }

  test.each(Object.keys(scenes))('when it is %s', async (scene) => {
    another = await person(at)
    const [owner, receiver] = [await person(at), await person(at)]
    const askers = [owner, receiver, await person(at)]
    for (const role of roles) askers.push(await person(at, role))
    for (const who of askers) {
      let there = await scenes[scene]!(owner, receiver)
      const { may } = await who.call(getAsset, it(there))
      expect(Object.keys(may).sort()).toEqual(Object.keys(commands).sort())
      for (const [right, command] of Object.entries(commands)) {
        const before = await at.entries()
        const answer = await command(who, there)
        const what = `${who.name}: ${right}`
        if (may[right as keyof typeof may]) {
          expect(answer, what).toBe('done')
          there = await scenes[scene]!(owner, receiver)
        } else {
          expect(answer, what).not.toBe('done')
          expect(await at.entries(), what).toBe(before)
        }
      }
    }
  })

  test('when it is disposed of, nothing', async () => {
    const owner = await person(at)
    const one = await owned(at, owner)
    await owner.call(disposeAsset, { params: { id: one.id }, body: reason })
    another = await person(at)
    for (const who of [owner, at.admin]) {
      const { may } = await who.call(getAsset, { params: { id: one.id } })
      expect(Object.values(may)).not.toContain(true)
      for (const [right, command] of Object.entries(commands))
        expect(await command(who, { asset: one, transfer: nothing }), right).not.toBe('done')
    }
  })
})

describe('a person', () => {
  test('sees themselves, and an employee sees nobody else', async () => {
    const [anna, bert] = [await person(at), await person(at)]
    const see = (who: Person, whom: Person) => who.says(getPerson, { params: { id: whom.id } })
    expect(await see(anna, anna)).toBe('done')
    expect(await see(anna, bert)).toBe('not_found')
    expect(await see(await person(at, 'hr'), bert)).toBe('done')
  })

  test('sees and revokes their own tokens, and an administrator all', async () => {
    const [anna, bert] = [await person(at), await person(at)]
    const [own] = (await anna.call(listTokens, {})).items
    expect((await anna.call(listTokens, {})).items.map((token) => token.person.id)).toEqual([anna.id])
    expect((await at.admin.call(listTokens, {})).items.length).toBeGreaterThan(2)
    expect(await bert.says(endToken, { params: { id: own!.id } })).toBe('not_found')
    expect(await anna.says(endToken, { params: { id: own!.id } })).toBe('done')
    expect(await anna.says(me, {})).toBe('not_signed_in')
  })

  test('gives a token no role they do not have, and no token makes another', async () => {
    const wish = { name: 'scanner', readOnly: true }
    expect(await at.admin.says(createToken, { body: { ...wish, role: 'ciso' } })).toBe('not_allowed')
    expect(await (await person(at)).says(createToken, { body: { ...wish, role: 'employee' } })).toBe('not_allowed')
    const { token } = await at.admin.call(createToken, { body: { ...wish, role: 'employee' } })
    const scanner = client(at.app, { authorization: `Bearer ${token}` })
    expect(await scanner.call(me, {})).toMatchObject({ id: at.admin.id, roles: [], readOnly: true })
  })

  test('gives no token that has expired before it is made', async () => {
    const body = { name: 'late', role: 'employee' as const, readOnly: true, expiresAt: '2026-01-01T00:00:00Z' }
    expect(await at.admin.says(createToken, { body })).toBe('bad_input')
  })
})

describe('nobody is signed in by', () => {
  const asks = (headers: Record<string, string>) => client(at.app, headers).says(me, {})
  const sql = (text: string, values: unknown[] = []) => at.database.pool.query(text, values)

  test('a token that is none, or was one', async () => {
    const token = (await person(at)).headers.authorization!
    expect(await asks({ authorization: token })).toBe('done')
    for (const forged of [
      `${token}x`,
      token.slice(0, -1),
      token.replace('hf_', ''),
      'Bearer ',
      'Bearer \u00ff',
      `Basic ${token}`,
    ])
      expect(await asks({ authorization: forged }), forged).toBe('not_signed_in')
    const expiring = await at.admin.call(createToken, {
      body: { name: 'soon', role: 'employee', readOnly: true, expiresAt: new Date(Date.now() + 60_000).toISOString() },
    })
    const headers = { authorization: `Bearer ${expiring.token}` }
    expect(await asks(headers)).toBe('done')
    await sql('update register.token set ended_at = (select at from ledger.current_change()) where id = $1', [
      expiring.id,
    ])
    expect(await asks(headers)).toBe('not_signed_in')
  })

  test('a cookie that is forged, expired or signed out', async () => {
    const cookie = at.admin.headers.cookie!
    const [name, value] = [
      cookie.slice(0, cookie.indexOf('=')),
      decodeURIComponent(cookie.slice(cookie.indexOf('=') + 1)),
    ]
    const [token, signature] = [value.slice(0, value.lastIndexOf('.')), value.slice(value.lastIndexOf('.') + 1)]
    const forged = [
      token,
      `${token}.`,
      `${token}.${Buffer.alloc(32).toString('base64')}`,
      `${token}x.${signature}`,
      `.${signature}`,
      '%',
      '.',
      '',
    ]
    for (const one of forged)
      for (const written of [one, encodeURIComponent(one)])
        expect(await asks({ cookie: `${name}=${written}` }), written).toBe('not_signed_in')
    expect(await asks({ cookie: `other=1; ${cookie}` })).toBe('done')
    await sql(`update auth.session set "expiresAt" = clock_timestamp() where token = $1`, [token])
    expect(await asks({ cookie })).toBe('not_signed_in')
    await sql(`update auth.session set "expiresAt" = clock_timestamp() + interval '1 day' where token = $1`, [token])
    expect(await asks({ cookie })).toBe('done')
    expect(await at.admin.says(signOut, {})).toBe('done')
    expect(await asks({ cookie })).toBe('not_signed_in')
  })
})
