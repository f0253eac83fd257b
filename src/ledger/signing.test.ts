import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkpointText, signer } from './signing.ts'
import { type Key, openNote, parseCheckpoint, parseKey } from './verify/note.ts'

const ORIGIN = '01890000-0000-7000-8000-000000000001/1'
const ROOT = Buffer.alloc(32, 7).toString('base64')
const seed = (n: number): Uint8Array => Buffer.alloc(32, n)
const key = (text: string): Key => parseKey(text)!
const plant = signer(ORIGIN, seed(1))
const text = checkpointText({ origin: ORIGIN, size: 12, root: ROOT })
const note = plant.sign(text)

test('a signed checkpoint is read back as what was signed', () => {
  const opened = openNote(note, [key(plant.key)])
  expect(opened).toEqual({ text, signedBy: [ORIGIN] })
  expect(parseCheckpoint(text)).toEqual({ origin: ORIGIN, size: 12, root: ROOT })
})

test('the key is the one of RFC 8032 for the same seed', () => {
  // section 7.1, test 1
  const known = signer('k', Buffer.from('9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60', 'hex'))
  const raw = Buffer.from(known.key.split('+').slice(2).join('+'), 'base64').toString('hex')
  expect(raw).toBe('01d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a')
})

test('a note with any bit flipped is refused', () => {
  const bytes = Buffer.from(note)
  fc.assert(
    fc.property(fc.nat(bytes.length * 8 - 1), (bit) => {
      const copy = Buffer.from(bytes)
      copy[bit >> 3]! ^= 1 << (bit & 7)
      expect(openNote(copy.toString('utf8'), [key(plant.key)])).toHaveProperty('refused')
    }),
    { numRuns: 400 },
  )
})

describe('a note', () => {
  test('signed by nobody known is unsigned, even under the same name', () => {
    const other = signer(ORIGIN, seed(2))
    expect(openNote(other.sign(text), [key(plant.key)])).toEqual({ refused: 'unsigned' })
    expect(openNote(note, [])).toEqual({ refused: 'unsigned' })
  })

  test('may carry signatures of others beside the known one', () => {
    const line = signer('witness.example', seed(3)).sign(text).split('\n').at(-2)
    expect(openNote(`${note}${line}\n`, [key(plant.key)])).toEqual({ text, signedBy: [ORIGIN] })
  })

  test('is refused whole if one known signature is wrong, however good the other', () => {
    const witness = signer('witness.example', seed(3))
    const line = witness
      .sign(checkpointText({ origin: ORIGIN, size: 13, root: ROOT }))
      .split('\n')
      .at(-2)
    expect(openNote(`${note}${line}\n`, [key(plant.key), key(witness.key)])).toEqual({ refused: 'forged' })
  })

  test.each([
    ['without its last newline', note.slice(0, -1)],
    ['without a blank line', note.replace('\n\n', '\n')],
    ['without a signature', `${text}\n`],
    ['with a control character', note.replace('\n12\n', '\n12\r\n')],
    ['with a dash for the long one', note.replace('—', '-')],
    ['with an unusual spelling of base64', note.replace(/=\n$/, '\n')],
  ])('%s is malformed', (_, bad) => {
    expect(openNote(bad, [key(plant.key)])).toEqual({ refused: 'malformed' })
  })
})

test.each([
  ['a size with a leading zero', `${ORIGIN}\n012\n${ROOT}\n`],
  ['a size no number holds', `${ORIGIN}\n9999999999999999\n${ROOT}\n`],
  ['a short root', `${ORIGIN}\n12\nAAAA\n`],
  ['no origin', `\n12\n${ROOT}\n`],
  ['an empty extension line', `${ORIGIN}\n12\n${ROOT}\n\n`],
  ['no last newline', `${ORIGIN}\n12\n${ROOT}`],
])('a checkpoint with %s is none', (_, bad) => {
  expect(parseCheckpoint(bad)).toBeUndefined()
})

test('a verifier key that does not fit its own id, or is of another kind, is none', () => {
  expect(parseKey(plant.key)).toBeDefined()
  expect(parseKey(plant.key.replace(ORIGIN, 'another'))).toBeUndefined()
  expect(parseKey('name+00000000+AgAA')).toBeUndefined()
  expect(parseKey('')).toBeUndefined()
})

test('a seed of another length and a name no note can carry are refused', () => {
  expect(() => signer(ORIGIN, Buffer.alloc(31))).toThrow('32 bytes')
  expect(() => signer('our plant', seed(1))).toThrow('cannot name a key')
  expect(() => plant.sign('no newline')).toThrow('newline')
})
