import { type AssetDetail, keepsInventory } from '../assets/assets.operations.ts'
import type { Role } from '../platform/http/operation.ts'

export interface Asking {
  personId: string
  roles: readonly Role[]
  readOnly: boolean
}

const has = (who: Asking, roles: readonly Role[]) => roles.some((role) => who.roles.includes(role))

export const keeps = (who: Asking) => has(who, keepsInventory)
export const corrects = (who: Asking) => has(who, ['administrator', 'compliance'])

/** What somebody may do with an asset as it is now. The routes ask the same function, so a button and its refusal cannot differ. */
export function rights(who: Asking, asset: Omit<AssetDetail, 'may'>): AssetDetail['may'] {
  const { owner, transfer } = asset
  const live = owner !== null && !who.readOnly
  const mine = owner?.id === who.personId
  return {
    edit: live && (mine || keeps(who)),
    offer: live && !transfer && (mine || keeps(who)),
    release: live && transfer?.from.id === who.personId && transfer.releasedAt === null,
    accept: live && transfer?.to.id === who.personId && transfer.releasedAt !== null,
    decline: live && transfer?.to.id === who.personId,
    cancel: live && transfer !== null && (transfer.from.id === who.personId || keeps(who)),
    acceptStated: live && mine && owner.stated,
    dispose: live && (mine || corrects(who)),
    correct: live && corrects(who),
    setHolder: live && (mine || keeps(who)),
  }
}
