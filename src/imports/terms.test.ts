import { expect, test } from 'vitest'
import { kindReader } from './kinds.ts'
import { readActivity, readBoolean, readPersonKind, readStatus, readTier } from './terms.ts'

test.each([
  ['Ready to Deploy', 'stored'],
  ['Deployed', 'in_use'],
  ['Ready to Deploy (deployable)', 'stored'],
  ['Undeployable', 'in_repair'],
  ['Archived', 'disposed'],
  ['Lost/Stolen', 'lost'],
  ['decommissioning', 'returned'],
  ['In Betrieb', 'in_use'],
  ['ausgemustert', 'disposed'],
  ['op voorraad', 'stored'],
  ['en panne', 'in_repair'],
  ['in magazzino', 'stored'],
  ['in_use', 'in_use'],
])('the status %s is %s here', (word, status) => {
  expect(readStatus(word)).toEqual({ value: status })
})

test('a status nobody knows is asked about, none is none', () => {
  expect(readStatus('Purple')).toMatchObject({ problem: { code: 'status_unknown', facts: { cell: 'Purple' } } })
  expect(readStatus(' - ')).toEqual({ value: null })
})

test.each([
  ['ja', true],
  ['TRUE', true],
  ['x', true],
  ['✓', true],
  ['1', true],
  ['Nein', false],
  ['non', false],
  ['0', false],
])('%s is %s', (word, value) => {
  expect(readBoolean(word)).toEqual({ value })
})

test.each([
  ['False', 'inactive'],
  ['Active', 'active'],
  ['Former employee', 'inactive'],
  ['Long-term leave', 'active'],
  ['Elternzeit', 'active'],
  ['ausgetreten', 'inactive'],
  ['uit dienst', 'inactive'],
])('a person who is "%s" is %s', (word, state) => {
  expect(readActivity(word)).toEqual({ value: state })
})

test.each([
  ['FTE', 'employee'],
  ['Leiharbeiter', 'temporary'],
  ['CDD', 'temporary'],
  ['Freelancer', 'contractor'],
  ['prestataire', 'contractor'],
])('%s is of the kind %s', (word, kind) => {
  expect(readPersonKind(word)).toEqual({ value: kind })
})

test.each([
  ['1', 1],
  ['Tier 2', 2],
  ['kritisch', 1],
  ['Stufe 3', 3],
  ['non-critical', 4],
  ['élevé', 2],
])('%s is tier %i', (word, tier) => {
  expect(readTier(word)).toEqual({ value: tier })
})

const read = kindReader([
  { id: 'notebook', names: { en: 'Notebook', de: 'Notebook' } },
  { id: 'plc', names: { en: 'PLC', de: 'SPS' } },
  { id: 'vehicle', names: { en: 'Forklift or vehicle', de: 'Stapler oder Fahrzeug' } },
  { id: 'drone', names: { en: 'Drone' } },
])

test.each([
  ['Laptops', 'notebook'],
  ['ordinateur portable', 'notebook'],
  ['IT > Hardware > Notebook', 'notebook'],
  ['SPS', 'plc'],
  ['Gabelstapler', 'vehicle'],
  ['Drone', 'drone'],
  ['drones', 'drone'],
])('%s is a %s', (word, kind) => {
  expect(read(word)).toEqual({ value: kind })
})

test('a kind that the company has ended or never had is asked about', () => {
  expect(read('Server')).toMatchObject({ problem: { code: 'kind_unknown' } })
})
