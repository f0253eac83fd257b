import type { Role } from '../platform/http/operation.ts'
import { seesPeople } from './people.operations.ts'

/** Everybody sees themselves; others are seen by those whose work needs it. Whoever may not see a person is told there is none. */
export const seesPerson = (who: { personId: string; roles: readonly Role[] }, id: string): boolean =>
  who.personId === id || seesPeople.some((role) => who.roles.includes(role))
