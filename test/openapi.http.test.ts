import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestApp, testApp } from './app.ts'

interface Described {
  operationId: string
  summary: string
  parameters?: { name: string; in: string; required?: boolean; schema: object }[]
  requestBody?: { content: Record<string, { schema: object }> }
  responses: Record<string, { description: string; content?: Record<string, { schema: object }> }>
  security?: object[]
}

let at: TestApp
let api: { openapi: string; paths: Record<string, Record<string, Described>> }
beforeAll(async () => {
  at = await testApp({ setUp: false })
  api = (await at.app.inject('/api/v1/openapi.json')).json()
})
afterAll(() => at.close())

const described = () => Object.values(api.paths).flatMap((methods) => Object.values(methods))

describe('the description of the API', () => {
  test('tells of every operation, and of nothing else', () => {
    const served = at.app.served.map((operation) => operation.id)
    expect(
      described()
        .map((operation) => operation.operationId)
        .sort(),
    ).toEqual(served.toSorted())
    expect(new Set(served).size).toBe(served.length)
  })

  test('tells of each what it takes, what it answers, and how it refuses', () => {
    expect(api.openapi).toMatch(/^3\.1\./)
    for (const operation of at.app.served) {
      const one = api.paths[operation.path.replace(/:(\w+)/g, '{$1}')]?.[operation.method.toLowerCase()]
      const what = `${operation.method} ${operation.path}`
      expect(one?.summary, what).toBe(operation.summary)
      const keys = (shape: unknown) => Object.keys((shape as { shape?: object } | undefined)?.shape ?? {})
      const named = (place: string) => one?.parameters?.filter((one) => one.in === place).map((one) => one.name) ?? []
      expect(named('path').toSorted(), what).toEqual(
        [...operation.path.matchAll(/:(\w+)/g)].map((part) => part[1]).sort(),
      )
      expect(named('query').toSorted(), what).toEqual(keys(operation.query).sort())
      for (const parameter of one?.parameters ?? []) expect(Object.keys(parameter.schema), what).not.toEqual([])
      expect(one?.requestBody !== undefined, what).toBe(operation.body !== undefined)
      for (const { schema } of Object.values(one?.requestBody?.content ?? {})) expect(schema, what).not.toEqual({})
      const done = one?.responses[operation.status ?? (operation.response ? 200 : 204)]
      expect(done?.description, what).toBeTruthy()
      if (operation.response) expect(Object.values(done?.content ?? {})[0]?.schema, what).toBeDefined()
      expect(Object.keys(one?.responses.default?.content ?? {}), what).toEqual(['application/problem+json'])
      expect(one?.security, what).toEqual(operation.who === 'anyone' ? [] : undefined)
    }
  })
})
