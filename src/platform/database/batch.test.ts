import { expect, test } from 'vitest'
import { batched } from './batch.ts'

/** A database that answers when told to, and remembers what it was asked. */
function slowDatabase() {
  const asked: string[][] = []
  const answer: (() => void)[] = []
  const ask = (keys: string[]) => {
    asked.push(keys)
    return new Promise<Map<string, string>>((done, fail) =>
      answer.push(() =>
        keys.includes('broken')
          ? fail(new Error('it broke'))
          : done(
              new Map(keys.filter((key) => key !== 'nobody').map((key) => [key, `${key} in answer ${asked.length}`])),
            ),
      ),
    )
  }
  return { asked, answer, one: batched(ask) }
}
const settled = () => new Promise((done) => setImmediate(done))

test('what is asked while the database answers goes out together, each key once', async () => {
  const { asked, answer, one } = slowDatabase()
  const first = one('anna')
  await settled()
  const later = [one('ben'), one('carla'), one('ben'), one('nobody')]
  await settled()
  expect(asked).toEqual([['anna']])
  answer[0]!()
  expect(await first).toBe('anna in answer 1')
  await settled()
  expect(asked).toEqual([['anna'], ['ben', 'carla', 'nobody']])
  answer[1]!()
  expect(await Promise.all(later)).toEqual(['ben in answer 2', 'carla in answer 2', 'ben in answer 2', undefined])
})

test('nobody gets an answer that was read before they asked', async () => {
  const { asked, answer, one } = slowDatabase()
  const before = one('anna')
  await settled()
  const after = one('anna')
  answer[0]!()
  await before
  await settled()
  answer[1]!()
  expect(await after).toBe('anna in answer 2')
  expect(asked).toEqual([['anna'], ['anna']])
})

test('a question that fails fails for those who asked it, and the next one is asked', async () => {
  const { answer, one } = slowDatabase()
  const broken = one('broken')
  await settled()
  const next = one('ben')
  answer[0]!()
  await expect(broken).rejects.toThrow('it broke')
  await settled()
  answer[1]!()
  expect(await next).toBe('ben in answer 2')
})
