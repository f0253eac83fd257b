import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { testApp } from '../../test/app.ts'
import { person } from '../../test/builders.ts'
import { Run } from '../../test/model/run.ts'
import { boundaries, commandOf, step, wish } from '../../test/model/wish.ts'
import { becomeProvisionalOwner } from '../assets/owner-unclear.operations.ts'
import { wordings } from './wording.ts'

describe.concurrent.each([1, 2])('whatever people do, one after the other (register %i),', () => {
  test('each answer, every past instant and the history are as the rules say', async () => {
    const at = await testApp()
    let runs = 0
    await fc.assert(
      fc.asyncProperty(fc.array(wish, { minLength: 10, maxLength: 20, size: 'max' }), fc.nat(), async (wishes, n) => {
        const staff = [
          await person(at, 'it_operations'),
          await person(at, 'compliance'),
          await person(at),
          await person(at),
        ]
        for (const standing of staff.slice(0, 2))
          await standing.call(becomeProvisionalOwner, { body: { wording: wordings('provisional').en! } })
        const run = new Run(at, staff, `run${++runs}x`)
        for (const [i, one] of wishes.entries()) {
          const command = commandOf(one, run.model, `S${i}`)
          if (command) await run.carryOut(command)
        }
        const instants = [...new Set(run.model.assets.flatMap(boundaries))]
        const interesting = instants.flatMap((instant) => [-1, 0, 1].map((ms) => step(instant, ms))).sort()
        const past = interesting.filter((instant) => instant < new Date().toISOString())
        await run.compare({}, n)
        for (const [i, asOf] of past.entries()) {
          const knownAt = past[(n + i * 7) % past.length]
          await run.compare((n + i) % 2 === 0 ? { asOf } : { asOf, knownAt }, n + i)
        }
        await run.compareHistory()
        await run.compareInboxes()
      }),
      // on a busy machine fewer sequences, and a failure is shown as far as it could be made small
      { numRuns: 60, interruptAfterTimeLimit: 150_000 },
    )
    expect(await at.broken()).toEqual([])
    await at.close()
  }, 300_000)
})
