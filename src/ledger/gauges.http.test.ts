import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestApp, testApp } from '../../test/app.ts'
import { asset } from '../../test/builders.ts'
import { sequence } from './sequencer.ts'

let at: TestApp
beforeAll(async () => {
  at = await testApp()
})
afterAll(() => at.close())

async function metrics() {
  const answer = await at.app.inject('/metrics')
  expect(answer.headers['content-type']).toBe('text/plain; version=0.0.4; charset=utf-8')
  const lines = answer.body.trimEnd().split('\n')
  const samples = lines.filter((line) => !line.startsWith('#'))
  for (const name of new Set(samples.map((line) => line.split(/[ {]/)[0])))
    expect(
      lines.filter((line) => line.startsWith(`# TYPE ${name} `) || line.startsWith(`# HELP ${name} `)),
    ).toHaveLength(2)
  return new Map(
    samples.map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.slice(line.lastIndexOf(' ')))]),
  )
}

test('the metrics tell how far the ledger is, how requests were answered, and what memory it takes', async () => {
  await asset(at, at.admin)
  const waiting = await metrics()
  expect(waiting.get('holdfast_ledger_pending_entries')).toBe(await at.entries())
  expect(waiting.get('holdfast_ledger_tree_entries')).toBe(0)
  await sequence(at.database, at.seed)
  await at.app.inject('/api/v1/nothing')
  const signed = await metrics()
  expect(signed.get('holdfast_ledger_pending_entries')).toBe(0)
  expect(signed.get('holdfast_ledger_tree_entries')).toBe(await at.entries())
  expect(signed.get('holdfast_ledger_checkpoint_age_seconds')).toBeGreaterThan(0)
  expect(signed.get('process_resident_memory_bytes')).toBeGreaterThan(1_000_000)
  const grown = (status: string) => {
    const name = `holdfast_http_requests_total{status="${status}"}`
    return signed.get(name)! - waiting.get(name)!
  }
  expect([grown('2xx'), grown('4xx'), grown('5xx')]).toEqual([1, 1, 0])
})

test('readiness warns of entries that have long waited to enter the tree', async () => {
  await asset(at, at.admin)
  const warnings = async () => (await at.app.inject('/readyz')).json().warnings
  expect(await warnings()).toEqual([])
  await at.asSuperuser(
    `set session_replication_role = replica; update ledger.change set at = at - interval '3 minutes'`,
  )
  expect(await warnings()).toEqual([expect.stringMatching(/waited for 3 minutes.*npx holdfast verify/)])
  await sequence(at.database, at.seed)
  expect(await warnings()).toEqual([])
})
