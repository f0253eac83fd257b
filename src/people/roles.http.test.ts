import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestApp, testApp } from '../../test/app.ts'
import { person } from '../../test/builders.ts'
import { getPerson, setRoles } from './people.operations.ts'

let at: TestApp
beforeAll(async () => {
  at = await testApp()
})
afterAll(() => at.close())

test('an administrator gives roles and takes them', async () => {
  const anna = await person(at)
  const set = (roles: 'hr'[]) => at.admin.says(setRoles, { params: { id: anna.id }, body: { roles } })
  expect(await set(['hr'])).toBe('done')
  expect((await at.admin.call(getPerson, { params: { id: anna.id } })).roles).toEqual(['hr'])
  expect(await set([])).toBe('done')
  expect((await at.admin.call(getPerson, { params: { id: anna.id } })).roles).toEqual([])
})

test('the last administrator stays one', async () => {
  expect(await at.admin.says(setRoles, { params: { id: at.admin.id }, body: { roles: ['hr'] } })).toBe(
    'last_administrator',
  )
})

test('of two administrators who take the role from one another at the same time, one stays', async () => {
  for (let round = 0; round < 20; round++) {
    const other = await person(at, 'administrator')
    const answers = await Promise.all([
      at.admin.says(setRoles, { params: { id: other.id }, body: { roles: [] } }),
      other.says(setRoles, { params: { id: at.admin.id }, body: { roles: [] } }),
    ])
    // whoever comes second is the last one, or by then none any more
    expect(answers.filter((answer) => answer === 'done')).toHaveLength(1)
    expect(['last_administrator', 'not_allowed']).toContain(answers.find((answer) => answer !== 'done'))
    const { rows } = await at.database.pool.query(
      "select person_id from register.role_grant where role = 'administrator' and ended_at is null",
    )
    expect(rows).toHaveLength(1)
    if (rows[0].person_id === at.admin.id) continue
    await other.call(setRoles, { params: { id: at.admin.id }, body: { roles: ['administrator'] } })
    await at.admin.call(setRoles, { params: { id: other.id }, body: { roles: [] } })
  }
})
