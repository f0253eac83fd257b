import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { openBrowser } from '../test/journeys/browser.ts'
import { Program } from '../test/journeys/program.ts'
import { admin } from '../test/journeys/register.ts'
import { Visitor } from '../test/journeys/visitor.ts'

/**
 * Makes the pictures of the documentation from the sample plant, whose year ends on the day they are made: so a picture is as old as
 * its newest date says.
 */
const folder = join(import.meta.dirname, '../docs/pictures')
mkdirSync(folder, { recursive: true })
await import('./build.ts')
const program = await Program.inEmptyFolder()
const browser = await openBrowser()
try {
  const passwordFile = program.file('password', admin.password)
  const who = ['--organisation', 'Holm Werke', '--admin-name', admin.name, '--admin-email', admin.email]
  const year = ['--sample-clock', '--at', new Date(Date.now() - 365 * 86_400_000).toISOString()]
  for (const verb of [['setup', ...who, '--password-file', passwordFile, ...year], ['sample']]) {
    const { code, err } = await program.run(...verb)
    if (code !== 0) throw new Error(err)
  }
  await program.serve()
  const visitor = await Visitor.arrives(browser, program.url, {})
  await visitor.opens('/assets')
  await visitor.signsIn(admin.email, admin.password)
  await visitor.reads('assets.title')
  await visitor.page.screenshot({ path: join(folder, 'assets.png'), animations: 'disabled' })
} finally {
  await browser.close()
  await program.remove()
}
