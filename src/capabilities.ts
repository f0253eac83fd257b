import type { FastifyInstance } from 'fastify'
import { deliverKinds } from './assets/delivered-kinds.ts'
import type { Holdfast } from './holdfast.ts'
import { importRoutes } from './imports/imports.routes.ts'
import { goOn } from './imports/run.ts'
import { ledgerRoutes } from './ledger/ledger.routes.ts'
import { sequence } from './ledger/sequencer.ts'
import { expireTransfers } from './ownership/expiry.ts'
import { ownershipRoutes } from './ownership/ownership.routes.ts'
import { registerRoutes } from './ownership/register.routes.ts'
import { peopleRoutes } from './people/people.routes.ts'
import { signInRoutes } from './people/sign-in.routes.ts'
import { signInFlows } from './people/sign-in.ts'
import { makeSample } from './sample/sample.ts'

/** Every capability's routes, in the order a request meets them. */
export function capabilities(app: FastifyInstance, { database, secret, configuration, installation }: Holdfast): void {
  const flows = signInFlows(database.pool, secret.key('sessions').toString('base64'), configuration.url)
  signInRoutes(app, database, flows, {
    seal: secret.seal,
    deliver: deliverKinds,
    sample: async (adminId) => {
      await makeSample(database, adminId, installation.sampleClock)
    },
  })
  peopleRoutes(app, database, flows)
  registerRoutes(app, database)
  ownershipRoutes(app, database)
  importRoutes(app, database)
  ledgerRoutes(app, database, secret.key('checkpoints'))
}

export interface RepeatedWork {
  name: string
  seconds: number
  /** Whoever works for long leaves off at `ending`, and goes on at the next start. */
  run(ending: AbortSignal): Promise<void>
  /** Once more before the process ends. */
  last?: boolean
}

/** What the running program does by itself, again and again. */
export function repeatedWork({ database, secret }: Holdfast): RepeatedWork[] {
  const seed = secret.key('checkpoints')
  return [
    {
      name: 'sequence the ledger',
      seconds: 1,
      last: true,
      run: async () => {
        await sequence(database, seed)
      },
    },
    { name: 'go on with imports', seconds: 1, run: (ending) => goOn(database, ending) },
    {
      name: 'expire transfers',
      seconds: 60,
      run: async () => {
        await expireTransfers(database)
      },
    },
  ]
}
