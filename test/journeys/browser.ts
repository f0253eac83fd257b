import { spawnSync } from 'node:child_process'
import { type Browser, chromium } from 'playwright-core'

const installed = ['chromium', 'chromium-browser', 'google-chrome']
  .map((name) => spawnSync('sh', ['-c', `command -v ${name}`], { encoding: 'utf8' }).stdout.trim())
  .find((path) => path !== '')

/** This machine's Chromium where it has one, else Playwright's own. */
export function openBrowser(): Promise<Browser> {
  return chromium.launch({
    ...(installed && { executablePath: installed }),
    // Chromium refuses its sandbox to root.
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  })
}
