import { describe, expect, test } from 'vitest'
import { laterPlant, PANEL, plant } from '../../../test/ledger/plant.ts'
import { codes, isLine } from '../../../test/ledger/tampering.ts'
import { ndjson } from './ndjson.ts'
import { type Report, verify } from './verify.ts'

describe('a file that is no export', () => {
  const text = (lines: readonly unknown[]): string => lines.map((l) => `${JSON.stringify(l)}\n`).join('')
  const read = (content: string | Uint8Array): Promise<Report> => verify(ndjson([Buffer.from(content)]))

  test('is said to be cut when its end is missing, at every line', async () => {
    const lines = laterPlant().lines()
    for (let n = 1; n < lines.length; n++)
      expect(codes(await read(text(lines.slice(0, n))))[0], `${n}`).toBe('export_cut')
  })

  test('is said to be cut when a line is missing', async () => {
    const lines = plant().lines()
    const report = await read(text(lines.filter((l) => !(isLine(l) && l.type === 'change' && l.reason))))
    expect(report.findings[0]).toMatchObject({ code: 'export_cut' })
  })

  test('is said to be cut when it holds less than its header speaks of', async () => {
    const [header, ...lines] = plant().lines()
    const report = await verify([{ ...header, asOf: 13 }, ...lines])
    expect(report.findings).toMatchObject([{ code: 'export_cut' }])
  })

  test.each([
    ['an empty file', ''],
    ['another format', '{"format":"csv"}\n'],
    ['a newer version', text([{ ...plant().lines()[0], v: 2 }])],
    ['an array', '[]\n'],
    ['half a line', text(plant().lines()).slice(0, 900)],
    ['broken UTF-8', Buffer.concat([Buffer.from(text(plant().lines().slice(0, 3))), Buffer.of(0xc3, 0x28, 10)])],
    ['an unknown type of line', text([plant().lines()[0], { type: 'constructor' }])],
    ['lines in another order', text([plant().lines()[0], ...plant().lines().slice(1).reverse()])],
    ['a table after the changes', text(plant().lines().toSpliced(-2, 0, plant().lines()[1]!))],
    ['something after the end', text([...plant().lines(), { type: 'row', table: 'person', row: {} }])],
    [
      'an entry without a hash',
      text(
        plant()
          .lines()
          .map((l) => ({ ...l, leaf: undefined })),
      ),
    ],
  ])('is refused with the line: %s', async (_, content) => {
    const report = await read(content)
    expect(report.ok).toBe(false)
    expect(codes(report)[0]).toBe('export_unreadable')
    expect(report.findings[0]?.line).toBeGreaterThan(0)
  })

  test('may be read in pieces of any size', async () => {
    const bytes = Buffer.from(text(plant().lines()))
    const pieces = Array.from({ length: Math.ceil(bytes.length / 7) }, (_, i) => bytes.subarray(i * 7, i * 7 + 7))
    expect(await verify(ndjson(pieces))).toMatchObject({ ok: true, entries: 12 })
  })

  test('does not hide a change in the last digit of a number too long for a double', async () => {
    const register = plant()
    register.change('asset.edit', (by) => by.update('asset', { id: PANEL }, { cost_minor: 'long' }))
    register.sign()
    const honest = text(register.lines()).replaceAll('"cost_minor":"long"', '"cost_minor":9007199254740993')
    const [bytes = ''] = /\{\\"v\\":1[^\n]*\\"long\\"[^\n]*?\}"(?=,"opening)/.exec(honest) ?? []
    expect(bytes).not.toBe('')
    const lines = honest.replace('\\"long\\"', '9007199254740993')
    const tampered = lines.replace('"cost_minor":9007199254740993', '"cost_minor":9007199254740992')
    const registerCodes = (r: Report): string[] =>
      codes(r).filter((c) => !c.startsWith('entry') && !c.startsWith('span'))
    expect(registerCodes(await read(lines))).toEqual([])
    expect(registerCodes(await read(tampered))).toEqual(['row_differs'])
  })
})
