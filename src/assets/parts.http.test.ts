import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestApp, testApp } from '../../test/app.ts'
import { type Asset, asset } from '../../test/builders.ts'
import { editAsset, getAsset } from './assets.operations.ts'

let at: TestApp
beforeAll(async () => {
  at = await testApp()
})
afterAll(() => at.close())

const look = ({ id }: Asset) => at.admin.call(getAsset, { params: { id } })
const put = async (part: Asset, under: Asset | null) => {
  const { version } = await look(part)
  return await at.admin.says(editAsset, {
    params: { id: part.id },
    ifMatch: version,
    body: { parentId: under?.id ?? null },
  })
}
const some = (n: number) => Promise.all(Array.from({ length: n }, () => asset(at, at.admin)))

test('a part is shown under its whole, and the whole over its parts', async () => {
  const [line, robot, gripper] = (await some(3)) as [Asset, Asset, Asset]
  expect([await put(robot, line), await put(gripper, robot)]).toEqual(['done', 'done'])
  expect(await look(robot)).toMatchObject({ parent: { id: line.id }, children: [{ id: gripper.id }] })
})

test('nothing is a part of itself, nor of one of its parts', async () => {
  const [line, robot, gripper] = (await some(3)) as [Asset, Asset, Asset]
  await put(robot, line)
  await put(gripper, robot)
  expect([await put(line, line), await put(line, gripper)]).toEqual(['parent_in_circle', 'parent_in_circle'])
  expect((await look(line)).parent).toBeNull()
})

test.each([2, 3, 4])('of %i who would close a circle at the same time, one is refused', async (size) => {
  for (let round = 0; round < 15; round++) {
    const ring = await some(size)
    const answers = await Promise.all(ring.map((part, i) => put(part, ring[(i + 1) % size]!)))
    expect(answers.filter((answer) => answer === 'parent_in_circle').length).toBeGreaterThan(0)
    const parents = await Promise.all(ring.map(async (part) => (await look(part)).parent))
    expect(parents).toContain(null)
  }
})
