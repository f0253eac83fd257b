import { AxeBuilder } from '@axe-core/playwright'
import { IntlMessageFormat } from 'intl-messageformat'
import type { Browser, BrowserContext, Download, Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import { de } from '../../src/words/de.ts'
import { en } from '../../src/words/en.ts'

type AriaRole = Parameters<Page['getByRole']>[0]
type Language = 'en' | 'de'
const catalogues: Record<Language, Record<string, string>> = { en, de }

export const desk = { width: 1280, height: 800 }
export const phone = { width: 390, height: 844 }

export interface Arrival {
  language?: Language
  viewport?: { width: number; height: number }
}

/**
 * Somebody at a browser of their own, who sees what stands on the page and notices what goes wrong behind it. What they look for
 * is named by its key in the catalogue, read in their language, or by the text itself.
 */
export class Visitor {
  readonly page: Page
  /** What the console complained about, refusals that the page shows left out. */
  readonly complaints: string[] = []
  private readonly at: string
  private readonly language: Language

  private constructor(page: Page, at: string, language: Language) {
    this.page = page
    this.at = at
    this.language = language
    page.on('pageerror', (error) => this.complaints.push(String(error)))
    page.on('console', (message) => {
      if (message.type() !== 'error' && message.type() !== 'warning') return
      // The browser notes every answer from 400 on; of a refusal, what the page says about it is what counts.
      const refused = /^Failed to load resource.* status of 4/.test(message.text())
      if (!refused || !message.location().url.includes('/api/')) this.complaints.push(message.text())
    })
  }

  static async arrives(browser: Browser, at: string, { language = 'en', viewport = desk }: Arrival): Promise<Visitor> {
    const locale = language === 'de' ? 'de-DE' : 'en-GB'
    const context = await browser.newContext({ locale, viewport, reducedMotion: 'reduce' })
    return new Visitor(await context.newPage(), at, language)
  }

  /** A second window of the same person, signed in as in the first. */
  async opensAnother(): Promise<Visitor> {
    return new Visitor(await this.context.newPage(), this.at, this.language)
  }

  get context(): BrowserContext {
    return this.page.context()
  }

  /** A sentence of the catalogue as this person reads it. */
  say(word: string, values: Record<string, string | number> = {}): string {
    const message = catalogues[this.language][word]
    return message === undefined ? word : String(new IntlMessageFormat(message, this.language).format(values))
  }

  async opens(address: string): Promise<void> {
    await this.page.goto(this.at + address)
  }

  /** The address without the server, as one would send it to somebody. */
  get address(): string {
    return this.page.url().replace(this.at, '')
  }

  /** What has a role and a name: exactly that name, or one that a pattern fits. */
  the(role: AriaRole, name: string | RegExp): Locator {
    return typeof name === 'string'
      ? this.page.getByRole(role, { name: this.spoken(name), exact: true })
      : this.page.getByRole(role, { name })
  }

  /** The row of a table in which a text stands. */
  row(text: string | RegExp): Locator {
    return this.page.getByRole('row').filter({ hasText: text })
  }

  /** Waits until it can be seen. */
  async sees(what: string | RegExp | Locator): Promise<void> {
    const text = typeof what === 'string' ? this.spoken(what) : what
    const locator = typeof text === 'string' || text instanceof RegExp ? this.page.getByText(text).first() : text
    await locator.waitFor({ state: 'visible' })
  }

  /** Waits until a page or a part of it stands there under this heading, with its lists. */
  async reads(heading: string | RegExp): Promise<void> {
    await this.the('heading', heading).first().waitFor({ state: 'visible' })
    await this.arrived()
  }

  /** Waits until the page knows what it is about, and its lists are there. */
  async arrived(): Promise<void> {
    const title = this.page.getByRole('heading', { level: 1 })
    await title
      .filter({ hasNotText: this.say('page.loading') })
      .first()
      .waitFor({ state: 'visible' })
    await this.page.locator('main [aria-busy=true]').first().waitFor({ state: 'detached' })
  }

  /** Waits until the page of an asset shows this person as its owner, at the top. */
  async seesOwner(name: string): Promise<void> {
    await this.sees(this.page.getByRole('definition').first().getByText(name))
  }

  async presses(name: string | RegExp): Promise<void> {
    await this.the('button', name).click()
  }

  async follows(name: string | RegExp): Promise<void> {
    await this.the('link', name).first().click()
  }

  field(label: string | RegExp): Locator {
    return this.page
      .getByRole('main')
      .getByLabel(typeof label === 'string' ? this.spoken(label) : label)
      .and(this.page.locator('input, textarea, select'))
      .first()
  }

  async fills(label: string | RegExp, text: string): Promise<void> {
    await this.field(label).fill(text)
  }

  /** Types a name into a field that searches for people, and takes the first that is offered. */
  async names(label: string, person: string): Promise<void> {
    await this.field(label).fill(person)
    await this.the('option', new RegExp(`^${person}`)).click()
  }

  async signsIn(email: string, password: string): Promise<void> {
    await this.fills('field.email', email)
    await this.fills('field.password', password)
    await this.presses('sign_in.action')
  }

  /** With the keyboard, into whatever has the focus. */
  async types(text: string): Promise<void> {
    await this.page.keyboard.type(text)
  }

  async strikes(key: string): Promise<void> {
    await this.page.keyboard.press(key)
  }

  /** Tabs on until what has the focus is called so; as far as any page is long. */
  async walksTo(name: string): Promise<void> {
    const wanted = this.spoken(name)
    const called = `(() => {
      const at = document.activeElement
      return (at?.labels?.[0] ?? at)?.textContent?.trim().replace(/\\s*\\*$/, '') || at?.getAttribute('aria-label')
    })()`
    const passed = []
    for (let step = 0; step < 80; step += 1) {
      const here = await this.page.evaluate<string>(called)
      if (here === wanted) return
      passed.push(here)
      await this.strikes('Tab')
    }
    throw new Error(`By Tab one does not come to “${wanted}”, only past ${passed.join(' | ')}`)
  }

  /** Presses what makes the browser keep a file. */
  async downloads(press: () => Promise<void>): Promise<Download> {
    const [download] = await Promise.all([this.page.waitForEvent('download'), press()])
    return download
  }

  /** In light and in dark: nothing that axe forbids, and nothing to scroll sideways but a table. */
  async findsNothingWrong(): Promise<void> {
    for (const colorScheme of ['light', 'dark'] as const) {
      await this.page.emulateMedia({ colorScheme })
      await this.page.locator(`html[data-mantine-color-scheme=${colorScheme}]`).waitFor({ state: 'attached' })
      const axe = new AxeBuilder({ page: this.page }).setLegacyMode()
      // In the dark only the colours are others.
      if (colorScheme === 'dark') axe.withRules('color-contrast')
      const { violations } = await axe.analyze()
      const found = violations.flatMap(({ id, nodes }) =>
        nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`),
      )
      expect(found.join('\n'), `${this.address}, ${colorScheme}`).toBe('')
    }
    const widths = await this.page.evaluate<[number, number]>(
      '[document.documentElement.scrollWidth, window.innerWidth]',
    )
    expect(widths[0], `${this.address} scrolls sideways`).toBeLessThanOrEqual(widths[1])
  }

  /** Goes home. Nothing may have gone wrong behind the pages. */
  async leaves(): Promise<void> {
    await this.page.close()
    expect(this.complaints).toEqual([])
  }

  private spoken(text: string): string {
    return catalogues[this.language][text] ?? text
  }
}
