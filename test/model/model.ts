import type { RefusalCode } from '../../src/refusals.ts'

// The rules of ownership as plain TypeScript over lists: no SQL, no clock, none of the program's own rules. Slow and obvious on
// purpose: what the register answers has to be what this answers. People and assets are numbers, instants ISO text.

/** 0 keeps the inventory, 1 is compliance; both stand in for owners who decline. 2 and 3 are employees. */
export const people = [0, 1, 2, 3] as const
const keeps = (who: number) => who < 2
const corrects = (who: number) => who === 1
const standsIn = (who: number) => who < 2

export interface Start {
  revision: number
  /** null: disposed of */
  owner: number | null
  since: string
  recorded: string
  by: 'registered' | 'accepted' | 'provisional' | 'corrected' | 'disposed'
  accepted: { at: string; recorded: string } | null
  provisional: number | null
}

interface Offer {
  id: string
  from: number
  to: number
  by: number
  released: boolean
  ranOut: boolean
  state: 'open' | 'accepted' | 'declined' | 'cancelled' | 'expired'
}

/** What an asset is, besides its owner. */
export interface Facts {
  serial: string | null
  holder: number | string | null
  unclear: boolean
  disposed: boolean
  offer: string | null
}

export interface ModelAsset {
  starts: Start[]
  offer: Offer | null
  facts: Facts
  /** The facts as recorded from each instant on. */
  past: [recorded: string, Facts][]
  /** The operation that last changed it. */
  last: string
}

export type Command =
  | { what: 'register'; who: number; owner: number; since: string | null; provisional: number | null }
  | { what: 'accept stated' | 'decline stated'; who: number; asset: number }
  | { what: 'offer'; who: number; asset: number; to: number }
  | { what: 'release' | 'accept' | 'decline' | 'cancel' | 'dispose'; who: number; asset: number }
  | { what: 'run out'; asset: number }
  | { what: 'expire' }
  | { what: 'correct'; who: number; asset: number; stale: boolean; account: [owner: number, since: string][] }
  | { what: 'edit'; who: number; asset: number; serial: string }
  | { what: 'hold'; who: number; asset: number; holder: number | string | null }
  | { what: 'leave'; who: number }

export class Model {
  assets: ModelAsset[] = []
  leaving = new Set<number>()

  /** What the command is refused with; null when it is done. */
  refusal(command: Command): RefusalCode | null {
    if (command.what === 'leave') return this.leaving.has(command.who) ? 'already_done' : null
    if (command.what === 'register') {
      if (!keeps(command.who)) return 'not_allowed'
      const provisional = command.provisional ?? command.who
      if (command.owner !== command.who && !standsIn(provisional)) return 'provisional_owner_missing'
      if (command.since !== null && command.since > '2900') return 'in_the_future'
      return this.leaving.has(command.owner) ? 'person_leaving' : null
    }
    if (command.what === 'expire') return null
    const asset = this.assets[command.asset]!
    const head = asset.starts.at(-1)!
    const offer = asset.offer
    const stated = (head.by === 'registered' || head.by === 'corrected') && head.accepted === null
    const closed = (): RefusalCode | null => {
      if (offer!.state === 'accepted') return 'already_accepted'
      if (offer!.state === 'declined') return 'already_declined'
      if (offer!.state === 'cancelled') return 'already_cancelled'
      return offer!.state === 'expired' ? 'already_expired' : null
    }
    const over = () => closed() ?? (offer!.ranOut ? 'already_expired' : null)
    switch (command.what) {
      case 'accept stated':
        if (head.owner !== command.who) return 'not_the_owner'
        return stated ? null : 'not_stated'
      case 'decline stated':
        if (head.owner !== command.who) return 'not_the_owner'
        if (!stated) return 'not_stated'
        if (head.provisional === null || head.provisional === command.who) return 'provisional_owner_missing'
        return this.leaving.has(head.provisional) ? 'person_leaving' : null
      case 'offer':
        if (head.owner === null) return 'asset_disposed'
        if (head.owner === command.to) return 'transfer_to_self'
        if (head.owner !== command.who && !keeps(command.who)) return 'not_the_owner'
        if (this.leaving.has(command.to)) return 'person_leaving'
        return offer?.state === 'open' ? 'transfer_open' : null
      case 'release':
        return over() ?? (offer!.from !== command.who ? 'not_the_owner' : offer!.released ? 'already_released' : null)
      case 'accept':
        if (offer!.to !== command.who) return 'not_the_receiver'
        if (over()) return over()
        if (!offer!.released) return 'not_released'
        return this.leaving.has(command.who) ? 'person_leaving' : null
      case 'decline':
        return offer!.to !== command.who ? 'not_the_receiver' : over()
      case 'cancel':
        if (offer!.from !== command.who && offer!.by !== command.who && !keeps(command.who)) return 'not_allowed'
        return closed()
      case 'dispose':
        if (head.owner !== command.who && !corrects(command.who)) return 'not_the_owner'
        return head.owner === null ? 'asset_disposed' : null
      case 'correct': {
        if (!corrects(command.who)) return 'not_allowed'
        if (head.owner === null) return 'asset_disposed'
        if (command.stale) return 'history_changed'
        const { account } = command
        const last = account.at(-1)![0]
        if (account.some(([owner, since], i) => i > 0 && (account[i - 1]![1] >= since || account[i - 1]![0] === owner)))
          return 'correction_wrong'
        if (last !== head.owner && this.leaving.has(last)) return 'person_leaving'
        return account[0]![1] > asset.starts[0]!.recorded ? 'correction_wrong' : null
      }
      case 'edit':
        if (head.owner === null) return 'asset_disposed'
        return head.owner !== command.who && !keeps(command.who) ? 'not_allowed' : null
      case 'hold':
        if (head.owner === null) return 'asset_disposed'
        if (head.owner !== command.who && !keeps(command.who)) return 'not_the_owner'
        if (typeof command.holder !== 'number' || command.holder === asset.facts.holder) return null
        return this.leaving.has(command.holder) ? 'person_leaving' : null
      default:
        return null
    }
  }

  /** Does what is not refused, at an instant. `id` is that of the new offer. */
  happen(command: Command, at: string, id: string): void {
    if (command.what === 'leave') {
      this.leaving.add(command.who)
      return
    }
    if (command.what === 'register') {
      const mine = command.owner === command.who
      this.assets.push({
        starts: [
          {
            revision: 1,
            owner: command.owner,
            since: command.since ?? at,
            recorded: at,
            by: 'registered',
            accepted: mine ? { at, recorded: at } : null,
            provisional: mine ? null : (command.provisional ?? command.who),
          },
        ],
        offer: null,
        facts: { serial: null, holder: null, unclear: false, disposed: false, offer: null },
        past: [],
        last: '',
      })
    }
    if (command.what === 'expire') {
      for (const asset of this.assets) if (asset.offer?.ranOut) this.take(asset, command, at, id)
      return
    }
    this.take(this.assets[command.what === 'register' ? this.assets.length - 1 : command.asset]!, command, at, id)
  }

  /** Changes one asset and keeps what it then is. */
  private take(asset: ModelAsset, command: Command, at: string, id: string): void {
    const before = JSON.stringify([asset.starts, asset.offer, asset.facts])
    this.change(asset, command, at, id)
    if (JSON.stringify([asset.starts, asset.offer, asset.facts]) !== before || command.what === 'register')
      asset.last = command.what
    asset.facts.offer = asset.offer?.state === 'open' ? asset.offer.id : null
    asset.past.push([at, structuredClone(asset.facts)])
  }

  private change(asset: ModelAsset, command: Command, at: string, id: string): void {
    const head = asset.starts.at(-1)!
    const begin = (owner: number | null, by: Start['by'], provisional: number | null = null) =>
      asset.starts.push({ revision: head.revision, owner, since: at, recorded: at, by, accepted: null, provisional })
    const end = (state: Offer['state']) => {
      if (asset.offer?.state === 'open') asset.offer.state = state
    }
    switch (command.what) {
      case 'accept stated':
        head.accepted = { at, recorded: at }
        break
      case 'decline stated':
        end('cancelled')
        begin(head.provisional, 'provisional')
        asset.facts.unclear = true
        break
      case 'offer':
        asset.offer = {
          id,
          from: head.owner!,
          to: command.to,
          by: command.who,
          released: head.owner === command.who,
          ranOut: false,
          state: 'open',
        }
        break
      case 'release':
        asset.offer!.released = true
        break
      case 'accept':
        end('accepted')
        begin(command.who, 'accepted')
        asset.facts.unclear = false
        break
      case 'decline':
        end('declined')
        break
      case 'cancel':
        end('cancelled')
        break
      case 'run out':
        asset.offer!.ranOut = true
        break
      case 'expire':
        end('expired')
        break
      case 'dispose':
        end('cancelled')
        begin(null, 'disposed')
        asset.facts = { ...asset.facts, holder: null, unclear: false, disposed: true }
        break
      case 'correct': {
        end('cancelled')
        const revision = asset.starts.length + 1
        const known = asset.starts.filter((start) => start.revision === head.revision)
        for (const [i, [owner, since]] of command.account.entries()) {
          // who had accepted stays accepted; the one who stands in had, in the words of doing so
          const said = known.findLast(
            (start) =>
              start.owner === owner &&
              (start.accepted !== null || start.by === 'accepted' || start.by === 'provisional'),
          )
          const accepted = said
            ? { at: said.accepted?.at ?? (said.by === 'accepted' ? said.since : ''), recorded: at }
            : null
          const provisional = i === command.account.length - 1 ? command.who : null
          asset.starts.push({ revision, owner, since, recorded: at, by: 'corrected', accepted, provisional })
        }
        break
      }
      case 'edit':
        asset.facts.serial = command.serial
        break
      case 'hold':
        asset.facts.holder = command.holder
        break
    }
  }

  /** An asset as it was at `asOf`, as known at `knownAt`; null before it was in the register. */
  view(asset: ModelAsset, asOf: string, knownAt: string): { owner: Start; stated: boolean; facts: Facts } | null {
    const recorded = asOf < knownAt ? asOf : knownAt
    const facts = asset.past.findLast(([from]) => from <= recorded)?.[1]
    if (!facts) return null
    const known = asset.starts.filter((start) => start.recorded <= knownAt)
    const revision = known.at(-1)!.revision
    const owners = known.filter((start) => start.revision === revision && start.since <= asOf)
    const owner = owners.at(-1)
    if (!owner) throw new Error(`nobody owns it at ${asOf}`)
    const { accepted, by } = owner
    const said = accepted !== null && accepted.at <= asOf && accepted.recorded <= knownAt
    return { owner, stated: (by === 'registered' || by === 'corrected') && !said, facts }
  }
}
