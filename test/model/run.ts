import { expect } from 'vitest'
import {
  assetHistory,
  disposeAsset,
  editAsset,
  getAsset,
  listAssets,
  registerAsset,
} from '../../src/assets/assets.operations.ts'
import { expireTransfers } from '../../src/ownership/expiry.ts'
import {
  acceptStated,
  acceptTransfer,
  cancelTransfer,
  correctOwnership,
  declineStated,
  declineTransfer,
  inbox,
  offerTransfer,
  releaseTransfer,
  setHolder,
} from '../../src/ownership/ownership.operations.ts'
import { wordings } from '../../src/ownership/wording.ts'
import { markLeaving } from '../../src/people/people.operations.ts'
import type { TestApp } from '../app.ts'
import { type Asset, said } from '../builders.ts'
import type { Person } from '../client.ts'
import { type Command, Model, people } from './model.ts'

/** A register in which the wishes of one sequence come true or are refused. */
export class Run {
  readonly model = new Model()
  readonly assets: Asset[] = []
  readonly at: TestApp
  readonly staff: Person[]
  readonly name: string
  constructor(at: TestApp, staff: Person[], name: string) {
    this.at = at
    this.staff = staff
    this.name = name
  }

  /** Carries out one command here and in the model, which must agree on how it went. */
  async carryOut(command: Command): Promise<void> {
    const expected = this.model.refusal(command)
    const before = await this.at.entries()
    const { answer, id } = await this.ask(command)
    expect(answer, JSON.stringify(command)).toBe(expected ?? 'done')
    if (expected !== null) {
      expect(await this.at.entries()).toBe(before)
      return
    }
    const { rows } = await this.at.database.pool.query<{ at: string }>('select max(at) as at from ledger.change')
    this.model.happen(command, rows[0]!.at, id)
  }

  private async ask(command: Command): Promise<{ answer: string; id: string }> {
    const done = (answer: string) => ({ answer, id: '' })
    const { at, staff } = this
    if (command.what === 'leave')
      return done(await at.admin.says(markLeaving, { params: { id: staff[command.who]!.id }, body: {} }))
    if (command.what === 'register') return await this.register(command)
    if (command.what === 'expire') {
      await expireTransfers(at.database)
      return done('done')
    }
    const one = this.assets[command.asset]!
    const transfer = { params: { id: this.model.assets[command.asset]!.offer?.id ?? one.id } }
    if (command.what === 'run out') {
      await at.database.pool.query(`update register.transfer set expires_at = offered_at where id = $1`, [
        transfer.params.id,
      ])
      return done('done')
    }
    const who = staff[command.who]!
    const asset = { params: { id: one.id } }
    const reason = { reason: 'for a reason' }
    switch (command.what) {
      case 'accept stated':
        return done(await who.says(acceptStated, { ...asset, body: { wording: said('stated', one) } }))
      case 'decline stated':
        return done(await who.says(declineStated, { ...asset, body: reason }))
      case 'offer': {
        const body = { toId: staff[command.to]!.id, wording: said('release', one) }
        let id = ''
        const answer = await who.says(offerTransfer, { ...asset, body })
        if (answer === 'done') id = (await this.detail(one.id)).transfer!.id
        return { answer, id }
      }
      case 'release':
        return done(await who.says(releaseTransfer, { ...transfer, body: { wording: said('release', one) } }))
      case 'accept':
        return done(await who.says(acceptTransfer, { ...transfer, body: { wording: said('accept', one) } }))
      case 'decline':
        return done(await who.says(declineTransfer, { ...transfer, body: reason }))
      case 'cancel':
        return done(await who.says(cancelTransfer, { ...transfer, body: reason }))
      case 'dispose':
        return done(await who.says(disposeAsset, { ...asset, body: reason }))
      case 'correct': {
        const tenures = command.account.map(([owner, since]) => ({ ownerId: staff[owner]!.id, since }))
        const seq = this.model.assets[command.asset]!.starts.length + (command.stale ? 1 : 0)
        return done(await who.says(correctOwnership, { ...asset, body: { tenures, seq, ...reason } }))
      }
      case 'edit': {
        const { version } = await this.detail(one.id)
        return done(await who.says(editAsset, { ...asset, ifMatch: version, body: { serial: command.serial } }))
      }
      case 'hold': {
        const { holder } = command
        const body = {
          personId: typeof holder === 'number' ? staff[holder]!.id : null,
          place: typeof holder === 'string' ? holder : null,
        }
        return done(await who.says(setHolder, { ...asset, body }))
      }
    }
  }

  private async register(command: Command & { what: 'register' }): Promise<{ answer: string; id: string }> {
    const name = `${this.name}-${this.assets.length}`
    const body = {
      name,
      kind: 'plc',
      ownerId: this.staff[command.owner]!.id,
      ...(command.since !== null && { ownerSince: command.since }),
      ...(command.provisional !== null && { provisionalOwnerId: this.staff[command.provisional]!.id }),
      wording: wordings('register', name).en,
    }
    const answer = await this.staff[command.who]!.says(registerAsset, { body })
    if (answer === 'done') {
      const { items } = await this.at.admin.call(listAssets, { query: { q: name } })
      this.assets.push({ id: items[0]!.id, tag: items[0]!.tag, name })
    }
    return { answer, id: '' }
  }

  detail(id: string, query: { asOf?: string; knownAt?: string } = {}) {
    return this.at.admin.call(getAsset, { params: { id }, query })
  }

  /** What the model says of the assets that were there then: the parts that lists show. */
  private expectedThen(asOf: string, knownAt: string) {
    return this.model.assets.flatMap((asset, i) => {
      const view = this.model.view(asset, asOf, knownAt)
      if (!view) return []
      const owner = view.owner.owner === null ? null : this.staff[view.owner.owner]!
      return [
        {
          id: this.assets[i]!.id,
          status: view.facts.disposed ? 'disposed' : 'in_use',
          serial: view.facts.serial,
          owner: owner && { id: owner.id, name: owner.name, since: view.owner.since, stated: view.stated },
          ownerUnclear: view.facts.unclear,
          holder: view.facts.holder,
          offer: view.facts.offer,
        },
      ]
    })
  }

  /** Compares lists and pages with the model, now (`query` empty) or then. `n` varies what is filtered by. */
  async compare(query: { asOf?: string; knownAt?: string }, n: number): Promise<void> {
    const now = new Date().toISOString()
    const then = this.expectedThen(query.asOf ?? now, query.knownAt ?? now)
    const list = async (filter: object) => {
      const { items } = await this.at.admin.call(listAssets, { query: { q: this.name, ...filter, ...query } })
      return items.map(({ id, status, serial, owner, ownerUnclear }) => ({ id, status, serial, owner, ownerUnclear }))
    }
    const shown = (of: typeof then) => of.map(({ holder, offer, ...rest }) => rest)
    const what = JSON.stringify(query)
    expect(await list({}), what).toEqual(shown(then))
    const owner = this.staff[n % people.length]!
    expect(await list({ owner: owner.id }), what).toEqual(shown(then.filter((one) => one.owner?.id === owner.id)))
    const others: [object, typeof then][] = [
      [{ stated: 'true' }, then.filter((one) => one.owner?.stated)],
      [{ unclear: 'true' }, then.filter((one) => one.ownerUnclear)],
      [{ holder: owner.id }, then.filter((one) => one.holder === n % people.length)],
      [{ status: 'in_use' }, then.filter((one) => one.status === 'in_use')],
    ]
    const [filter, expected] = others[n % others.length]!
    expect(await list(filter), what + JSON.stringify(filter)).toEqual(shown(expected))
    // one page in the past, each in turn; all of them now
    const pages = query.asOf && then.length > 0 ? [then[n % then.length]!] : then
    for (const { holder, offer, ...one } of pages) {
      const page = await this.detail(one.id, query)
      expect(page, what).toMatchObject(one)
      expect(page.holder?.person?.id ?? page.holder?.place ?? null, what).toBe(
        typeof holder === 'number' ? this.staff[holder]!.id : holder,
      )
      expect(page.transfer?.id ?? null, what).toBe(offer)
      if (query.asOf)
        await this.compareChain(
          this.assets.findIndex(({ id }) => id === one.id),
          query,
        )
    }
  }

  /** The history of each asset ends in what it is now. */
  async compareHistory(): Promise<void> {
    for (const [i, asset] of this.model.assets.entries()) {
      const { items } = await this.at.admin.call(assetHistory, { params: { id: this.assets[i]!.id } })
      expect(items[0]?.operation).toBe(operations[asset.last])
      await this.compareChain(i, {})
    }
  }

  /** The chain of owners of an asset, every account of it, now or then. */
  private async compareChain(i: number, query: { asOf?: string; knownAt?: string }): Promise<void> {
    const [asOf, knownAt] = [query.asOf ?? '9', query.knownAt ?? '9']
    const starts = this.model.assets[i]!.starts.filter((start) => start.since <= asOf && start.recorded <= knownAt)
    const { tenures } = await this.at.admin.call(assetHistory, { params: { id: this.assets[i]!.id }, query })
    expect(tenures, JSON.stringify(query)).toEqual(
      starts.map((start, n) => {
        const next = starts.slice(n + 1).find(({ revision }) => revision === start.revision)
        const owner = start.owner === null ? null : this.staff[start.owner]!
        const said = start.accepted !== null && start.accepted.at <= asOf && start.accepted.recorded <= knownAt
        return {
          owner: owner && { id: owner.id, name: owner.name },
          from: start.since,
          until: next?.since ?? null,
          recordedAt: start.recorded,
          startedBy: start.by,
          accepted: !['registered', 'corrected'].includes(start.by) || said,
          superseded: start.revision !== starts.at(-1)!.revision,
        }
      }),
    )
  }

  /** What waits for each is what the model would have wait. */
  async compareInboxes(): Promise<void> {
    for (const [who, someone] of this.staff.entries()) {
      const waiting = this.model.assets.flatMap((asset, i) => {
        const head = asset.starts.at(-1)!
        const open = asset.offer?.state === 'open' ? asset.offer : null
        const stated = ['registered', 'corrected'].includes(head.by) && head.accepted === null
        return [
          ...(head.owner === who && stated ? [`stated ${this.assets[i]!.id}`] : []),
          ...(open?.to === who && open.released ? [`accept ${open.id}`] : []),
          ...(open?.from === who ? [`${open.released ? 'offered' : 'release'} ${open.id}`] : []),
        ]
      })
      const { items } = await someone.call(inbox, {})
      expect(items.map((item) => `${item.what} ${item.id}`).sort()).toEqual(waiting.sort())
    }
  }
}

/** What the ledger calls each command. */
const operations: Record<string, string> = {
  register: 'asset.register',
  'accept stated': 'ownership.accept_stated',
  'decline stated': 'ownership.decline_stated',
  offer: 'transfer.offer',
  release: 'transfer.release',
  accept: 'transfer.accept',
  decline: 'transfer.decline',
  cancel: 'transfer.cancel',
  'run out': 'database user holdfast_app',
  expire: 'transfer.expire',
  dispose: 'asset.dispose',
  correct: 'ownership.correct',
  edit: 'asset.edit',
  hold: 'holding.set',
}
