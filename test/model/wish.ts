import fc from 'fast-check'
import type { Command, Model, ModelAsset } from './model.ts'

/** What somebody wishes to do; who, to whom and when are taken modulo what there is by then. */
export const wish = fc.record({
  what: fc.oneof(
    ...Object.entries({
      ...{
        register: 2,
        'accept stated': 3,
        'decline stated': 1,
        offer: 3,
        release: 2,
        accept: 5,
        decline: 1,
        cancel: 1,
      },
      ...{ 'run out': 1, expire: 1, correct: 3, edit: 1, hold: 2, leave: 1, dispose: 1 },
    } satisfies Record<Command['what'], number>).map(([what, weight]) => ({
      weight,
      arbitrary: fc.constant(what as Command['what']),
    })),
  ),
  /** Mostly the one who can do it. */
  able: fc.nat(7).map((n) => n > 0),
  who: fc.nat(3),
  whom: fc.nat(3),
  asset: fc.nat(1),
  whens: fc.array(fc.tuple(fc.nat(3), fc.nat(), fc.boolean()), { minLength: 1, maxLength: 3 }),
  n: fc.nat(5),
})
type Wish = typeof wish extends fc.Arbitrary<infer W> ? W : never

/** A wish as a command on the register as it is; null where there is nothing to wish for. */
export function commandOf(
  { what, able, who, whom, asset, whens, n }: Wish,
  model: Model,
  serial: string,
): Command | null {
  if (what === 'leave') return n === 0 ? { what, who: whom } : null
  if (what === 'register' || model.assets.length === 0) {
    if (model.assets.length === 2) return null
    const since = [null, '2999-01-01T00:00:00.000Z', '2026-01-01T00:00:00.000Z', '2025-06-01T12:00:00.000Z'][n] ?? null
    return { what: 'register', who: able ? who % 2 : who, owner: whom, since, provisional: n === 4 ? who : null }
  }
  const which = asset % model.assets.length
  const one = model.assets[which]!
  const owner = able ? (one.starts.at(-1)!.owner ?? who) : who
  if (what === 'correct')
    return { what, asset: which, who: able ? 1 : who, account: accountOf(one, whens, able), stale: n === 0 }
  if (what === 'edit') return { what, asset: which, who: owner, serial }
  if (what === 'hold') return { what, asset: which, who: owner, holder: n === 0 ? null : n === 1 ? 'the shelf' : whom }
  if (what === 'dispose') return n === 0 ? { what, asset: which, who: owner } : null
  if (what === 'accept stated' || what === 'decline stated') return { what, asset: which, who: owner }
  // who would decide where nothing is offered, offers first
  const offer = one.offer
  if (what === 'offer' || offer === null || (offer.state !== 'open' && able))
    return { what: 'offer', asset: which, who: n < 2 ? who % 2 : owner, to: able ? (owner + 1 + (whom % 3)) % 4 : whom }
  if (what === 'run out') return offer.state === 'open' ? { what, asset: which } : null
  if (what === 'expire') return { what }
  return { what, asset: which, who: able ? (what === 'accept' || what === 'decline' ? offer.to : offer.from) : who }
}

/** A corrected account of owners with starts at instants that mean something; in order and from the first of them on, if it is to be right. */
function accountOf(asset: ModelAsset, whens: Wish['whens'], right: boolean): [number, string][] {
  const times = boundaries(asset)
  const account = whens.map(([owner, when, before]): [number, string] => [
    owner,
    step(times[when % times.length]!, before ? -1 : 0),
  ])
  if (!right) return account
  account.sort(([, a], [, b]) => (a < b ? -1 : 1))
  account[0]![1] = times[0]!
  return account.filter(([owner, since], i) => i === 0 || (owner !== account[i - 1]![0] && since > account[i - 1]![1]))
}

export const step = (instant: string, ms: number) => new Date(Date.parse(instant) + ms).toISOString()
/** Every instant at which something about an asset began or was recorded, in order. */
export const boundaries = (asset: ModelAsset) =>
  [
    ...new Set([...asset.starts.flatMap(({ since, recorded }) => [since, recorded]), ...asset.past.map(([at]) => at)]),
  ].sort()
