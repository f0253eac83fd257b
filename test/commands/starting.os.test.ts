import { writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { freePort, holdfast, ownFolder, serving } from './program.ts'

const folder = ownFolder()
const data = join(folder.path, 'data')
afterAll(() => folder.remove())

/** One sentence for a person: no stack, no second paragraph. */
const sentence = (text: string) => {
  expect(text.trim().split('\n')).toHaveLength(1)
  expect(text).not.toMatch(/\bat .*\.ts:\d+/)
  return text.trim()
}

describe('what cannot be meant is said in one sentence', () => {
  test.each([
    ['a port that is no number', { PORT: 'abc' }, /PORT is abc/],
    ['a public address that is none', { HOLDFAST_URL: 'nowhere' }, /HOLDFAST_URL is nowhere/],
    [
      'no server at DATABASE_URL',
      { DATABASE_URL: 'postgresql://holdfast_app@127.0.0.1:1/holdfast' },
      /No database server answers at DATABASE_URL.*does not fall back/,
    ],
    [
      'a host that is not known',
      { DATABASE_URL: 'postgresql://holdfast_app@nowhere.invalid/holdfast' },
      /No database server answers at DATABASE_URL/,
    ],
    ['a DATABASE_URL that is no address', { DATABASE_URL: 'nonsense' }, /DATABASE_URL/],
    ['a data folder that is a file', { HOLDFAST_DATA: '/etc/hostname' }, /cannot be written/],
  ])('%s', async (_what, env, words) => {
    const { code, err } = await holdfast(['serve'], { HOLDFAST_DATA: join(folder.path, 'unused'), PORT: '0', ...env })
    expect(code).toBe(1)
    expect(sentence(err)).toMatch(words)
  })

  test('a port that is taken', async () => {
    const taken = createServer()
    const port = await new Promise<number>((resolve) =>
      taken.listen(0, '127.0.0.1', () => resolve((taken.address() as { port: number }).port)),
    )
    const { code, err } = await holdfast(['serve'], { HOLDFAST_DATA: join(folder.path, 'taken'), PORT: String(port) })
    taken.close()
    expect(code).toBe(1)
    expect(err.trim().split('\n').at(-1)).toMatch(new RegExp(`Port ${port} is taken`))
  })
})

describe('the verbs', () => {
  beforeAll(async () => {
    writeFileSync(join(folder.path, 'password'), 'correct horse battery\n')
    const { code, err } = await holdfast(
      [
        'setup',
        '--organisation',
        'Muster',
        '--admin-name',
        'Anna',
        '--admin-email',
        'anna@example.de',
        '--password-file',
        join(folder.path, 'password'),
      ],
      { HOLDFAST_DATA: data },
    )
    expect(code, err).toBe(0)
  })

  test('wrong use ends with 2 and changes nothing', async () => {
    for (const args of [
      ['nonsense'],
      ['token', 'create'],
      ['token', 'create', '--name', 'x', '--role', 'king'],
      ['import', 'cars', 'x.csv'],
      ['export', 'cars'],
    ])
      expect((await holdfast(args, { HOLDFAST_DATA: data })).code, args.join(' ')).toBe(2)
  })

  test('what is refused ends with 1 and its reason, for machines as well', async () => {
    const again = [
      'setup',
      '--organisation',
      'Other',
      '--admin-name',
      'B',
      '--admin-email',
      'b@example.de',
      '--password-file',
      join(folder.path, 'password'),
      '--json',
    ]
    const { code, out, err } = await holdfast(again, { HOLDFAST_DATA: data })
    expect(code).toBe(1)
    expect(JSON.parse(out)).toEqual({ error: 'already_set_up', message: sentence(err) })
  })

  test('work beside a running server, and a second server on the same folder is refused', async () => {
    const port = await freePort()
    const server = await serving({ HOLDFAST_DATA: data, PORT: String(port) })
    expect(server.address).toBe(`http://localhost:${port}`)
    const made = await holdfast(
      ['token', 'create', '--name', 'test', '--role', 'administrator', '--read-only', '--json'],
      { HOLDFAST_DATA: data },
    )
    expect(made.code, made.err).toBe(0)
    const { token } = JSON.parse(made.out)
    const me = await fetch(`${server.address}/api/v1/me`, { headers: { authorization: `Bearer ${token}` } })
    expect(await me.json()).toMatchObject({ name: 'Anna', roles: ['administrator'], readOnly: true })
    const second = await holdfast(['serve'], { HOLDFAST_DATA: data, PORT: String(await freePort()) })
    expect(second.code).toBe(1)
    expect(sentence(second.err)).toMatch(/already/i)
    expect(await server.stop()).toBe(0)
  })

  test('work without a server, and leave none behind', async () => {
    const { code, out } = await holdfast(['doctor', '--json'], { HOLDFAST_DATA: data })
    expect(code).toBe(0)
    expect(JSON.parse(out)).toMatchObject({ setUp: true, sampleClock: false })
  })
})
