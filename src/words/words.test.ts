import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { IntlMessageFormat } from 'intl-messageformat'
import { describe, expect, test } from 'vitest'
import { refusals } from '../refusals.ts'
import { de } from './de.ts'
import { en } from './en.ts'

const src = join(import.meta.dirname, '..')
const screens = globSync(['*.tsx', '**/web/**/*.{ts,tsx}'], { cwd: src })
  .map((file) => readFileSync(join(src, file), 'utf8'))
  .join('\n')
const spoken = new Set([...screens.matchAll(/'([a-z_]+(?:\.[a-zA-Z_0-9]+)+)'/g)].map((match) => match[1]!))
/** `status.${…}`: the beginnings of keys that the screens put together. */
const prefixes = [...new Set([...screens.matchAll(/`([a-z_]+\.[a-z_]*)\$\{/g)].map((match) => match[1]!))]

/** The gaps of a message, those inside plurals too: name and sort. */
function gaps(message: string): string[] {
  const found = new Set<string>()
  const walk = (parts: ReturnType<IntlMessageFormat['getAst']>) => {
    for (const part of parts) {
      if (part.type !== 0 && part.type !== 7 && part.type !== 8) found.add(`${part.value}:${part.type}`)
      if (part.type === 5 || part.type === 6) for (const option of Object.values(part.options)) walk(option.value)
    }
  }
  walk(new IntlMessageFormat(message, 'en').getAst())
  return [...found].sort()
}

describe('the words of the screens', () => {
  test('are the same keys in English and German', () => {
    expect(Object.keys(de).sort()).toEqual(Object.keys(en).sort())
  })

  test.each(Object.keys(en) as (keyof typeof en)[])('%s has the same gaps in both languages', (key) => {
    expect(gaps(de[key])).toEqual(gaps(en[key]))
  })

  test('are all spoken somewhere', () => {
    const silent = Object.keys(en).filter(
      (key) => !spoken.has(key) && !prefixes.some((prefix) => key.startsWith(prefix)),
    )
    expect(silent).toEqual([])
  })

  test('are there for every key a screen names', () => {
    const families = new Set(Object.keys(en).map((key) => key.split('.')[0]))
    const missing = [...spoken].filter((key) => families.has(key.split('.')[0]!) && !(key in en))
    expect(missing).toEqual([])
  })

  test('are there for every refusal', () => {
    expect(Object.keys(refusals).filter((code) => !(`refusal.${code}` in en))).toEqual([])
  })

  test('never say a refusal the server does not know', () => {
    const own = ['refusal.offline', 'refusal.request']
    const codes = Object.keys(en).filter((key) => key.startsWith('refusal.') && !own.includes(key))
    expect(codes.filter((key) => !(key.slice('refusal.'.length) in refusals))).toEqual([])
  })
})
