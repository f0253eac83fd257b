import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, beforeEach } from 'vitest'
import { openBrowser } from './browser.ts'
import { Program } from './program.ts'
import { type Arrival, Visitor } from './visitor.ts'

/** What a journey has: the program on an empty folder, a browser, and whoever comes to it. */
export interface Journey {
  program: Program
  comes(who?: Arrival): Promise<Visitor>
}

/** The program and a browser for the tests of one file, which walk one journey in their order. */
export function journey(prepare: (program: Program) => Promise<void>): Journey {
  const one = {} as Journey
  let browser: Browser
  beforeAll(async () => {
    one.program = await Program.inEmptyFolder()
    browser = await openBrowser()
    one.comes = (who = {}) => Visitor.arrives(browser, one.program.url, who)
    await prepare(one.program)
  })
  let lost = false
  beforeEach(({ onTestFailed }) => {
    if (lost) throw new Error('An earlier step of this journey failed.')
    onTestFailed(() => {
      lost = true
    })
  })
  afterAll(async () => {
    await browser?.close()
    await one.program?.remove()
  })
  return one
}
