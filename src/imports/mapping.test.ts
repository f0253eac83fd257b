import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Field, ImportKind } from './fields.ts'
import { type Known, suggestMapping } from './mapping.ts'
import { presets } from './presets/presets.ts'
import { attributes, headings, roles } from './vocabulary.ts'

const list = (names: string[], ...rows: string[][]) =>
  [names.map((name, index) => ({ index, name })), rows.map((cells, i) => ({ line: i + 2, cells }))] as const
const map = (kind: ImportKind, names: string[], rows: string[][], known?: Known) =>
  suggestMapping(kind, ...list(names, ...rows), known)
const fieldsOf = (kind: ImportKind, names: string[], ...rows: string[][]) =>
  map(kind, names, rows).columns.map(({ field }) => field)
/** One column beside a name, holding these values. */
const fieldOf = (kind: ImportKind, heading: string, ...cells: string[]) =>
  fieldsOf(kind, [heading], ...cells.map((cell) => [cell]))[0]

describe('who is accountable is never taken from who has it in hand', () => {
  const holderWords = roles.assets.holder!.split(',').map((word) => word.trim())
  const ways = ['', ...Object.values(attributes).flatMap((words) => words.split(',').map((word) => word.trim()))]
  const cells = fc.constantFrom('john@x.eu', 'John Doe', 'jdoe', '0042', 'IT', 'Plant 1')

  test('no word for a holder, with whatever way of naming a person, makes a column the owner', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...holderWords),
        fc.constantFrom(...ways),
        fc.boolean(),
        fc.array(cells, { minLength: 1 }),
        (word, way, after, cells) => {
          const heading = after ? `${way} ${word}` : `${word}: ${way}`
          expect(fieldOf('assets', heading, ...cells) ?? '').not.toMatch(/^owner/)
        },
      ),
      { numRuns: 2000 },
    )
  })

  test.each([
    'Checked Out To',
    'Assigned To',
    'User',
    'Benutzer',
    'Zugewiesen an',
    'gebruiker',
    'affecté à',
    'Assegnato a',
    'Last User',
    'Custodian',
  ])('%s is the holder', (heading) => {
    expect(fieldOf('assets', heading, 'John Doe', 'Ann Lee')).toBe('holder.name')
  })

  test.each([
    'Owner',
    'Asset Owner',
    'Eigentümer',
    'EIGENTUEMER',
    'Verantwortlicher',
    'Verantwortliche/r',
    'responsible',
    'Eigenaar',
    'verantwoordelijke',
    'Propriétaire',
    'Responsable',
    'Responsabile',
    'Owner (name)',
    'Eigentümer des Assets',
  ])('%s is the owner', (heading) => {
    expect(fieldOf('assets', heading, 'John Doe', 'Ann Lee')).toBe('owner.name')
  })

  test.each(['Besitzer', 'Contact', 'Ansprechpartner', 'Technician in charge', 'Managed by'])(
    '%s is left to a person to decide',
    (heading) => {
      expect(map('assets', [heading], [['John Doe']]).columns[0]).toMatchObject({ field: null, reason: 'unclear' })
    },
  )

  test('addresses under a heading nobody knows are left to a person to decide', () => {
    expect(map('assets', ['Whatever'], [['a@x.eu'], ['b@x.eu']]).columns[0]).toMatchObject({
      field: null,
      reason: 'unclear',
    })
  })
})

test.each([
  ['Owner', ['a@x.eu', 'b@x.eu'], 'owner.email'],
  ['Owner', ['jdoe', 'alee'], 'owner.username'],
  ['Owner', ['1042', '0043'], 'owner.personnelNumber'],
  ['Owner', ['Doe, John'], 'owner.name'],
  ['Owner', ['IT', 'Maintenance'], 'owner.name'],
  ['Owner e-mail', ['a@x.eu'], 'owner.email'],
  ['E-Mail des Eigentümers', ['a@x.eu'], 'owner.email'],
  ["Owner's e-mail", ['a@x.eu'], 'owner.email'],
  ['Personalnummer des Verantwortlichen', ['1042'], 'owner.personnelNumber'],
  ['E-Mail Eigentümer', ['a@x.eu'], 'owner.email'],
  ['Eigentümer Personalnummer', ['1042'], 'owner.personnelNumber'],
  ['User name', ['John Doe', 'Ann Lee'], 'holder.name'],
  ['User name', ['jdoe', 'alee'], 'holder.username'],
  ['User name', ['jdoe@x.eu', 'alee@x.eu'], 'holder.username'],
  ['Owner location', ['Room 5'], null],
  ['Location of user', ['Room 5'], 'holder.place'],
] as const)('a person under %s is looked up as the values name them: %j', (heading, cells, field) => {
  expect(fieldOf('assets', heading, ...cells)).toBe(field)
})

test.each([
  ['manager', ['1042', '1043'], 'manager.personnelNumber'],
  ['Manager email', ['a@x.eu'], 'manager.email'],
  ['Vorgesetzter', ['Doe, John'], 'manager.name'],
  ['leidinggevende', ['jdoe'], 'manager.username'],
  ['Manager', ['CN=Doe\\, John,OU=IT'], 'manager.name'],
] as const)('the manager under %s is looked up as the values name them: %j', (heading, cells, field) => {
  expect(fieldOf('people', heading, ...cells)).toBe(field)
})

const languages: [ImportKind, string[], (Field | null)[]][] = [
  [
    'people',
    [
      'Personalnummer',
      'Vorname',
      'Nachname',
      'E-Mail-Adresse',
      'Abteilung',
      'Standort',
      'Eintrittsdatum',
      'Geburtsdatum',
    ],
    ['personnelNumber', 'givenName', 'familyName', 'email', 'department', 'site', 'startDate', null],
  ],
  [
    'people',
    [
      'personeelsnummer',
      'voornaam',
      'achternaam',
      'e-mailadres',
      'afdeling',
      'vestiging',
      'datum in dienst',
      'geslacht',
    ],
    ['personnelNumber', 'givenName', 'familyName', 'email', 'department', 'site', 'startDate', null],
  ],
  [
    'people',
    ['Matricule', 'Prénom', 'Nom', 'Adresse e-mail', 'Service', 'Lieu de travail', "Date d'embauche", 'Salaire'],
    ['personnelNumber', 'givenName', 'familyName', 'email', 'department', 'site', 'startDate', null],
  ],
  [
    'people',
    ['Matricola', 'Nome', 'Cognome', 'Indirizzo e-mail', 'Reparto', 'Sede', 'Data di assunzione', 'Sesso'],
    ['personnelNumber', 'givenName', 'familyName', 'email', 'department', 'site', 'startDate', null],
  ],
  [
    'assets',
    ['Inventar-Nr.', 'Bezeichnung', 'Seriennummer', 'Hersteller', 'Werk', 'Raum', 'Kaufdatum', 'Bemerkung'],
    ['tag', 'name', 'serial', 'manufacturer', 'site', 'place', 'purchasedOn', 'notes'],
  ],
  [
    'assets',
    ['Inventarisnummer', 'Naam', 'Serienummer', 'Fabrikant', 'Vestiging', 'Ruimte', 'Aankoopdatum', 'Opmerkingen'],
    ['tag', 'name', 'serial', 'manufacturer', 'site', 'place', 'purchasedOn', 'notes'],
  ],
  [
    'assets',
    ["N° d'inventaire", 'Désignation', 'Numéro de série', 'Fabricant', 'Usine', 'Salle', "Date d'achat", 'Remarques'],
    ['tag', 'name', 'serial', 'manufacturer', 'site', 'place', 'purchasedOn', 'notes'],
  ],
  [
    'assets',
    [
      'Numero di inventario',
      'Denominazione',
      'Numero di serie',
      'Produttore',
      'Stabilimento',
      'Stanza',
      'Data di acquisto',
      'Commenti',
    ],
    ['tag', 'name', 'serial', 'manufacturer', 'site', 'place', 'purchasedOn', 'notes'],
  ],
]

test.each(languages)('a list of %s is understood by its headings %j', (kind, names, fields) => {
  const row = names.map((name) => (/date|datum|data/i.test(name) ? '2024-02-29' : /mail/i.test(name) ? 'a@x.eu' : 'x1'))
  expect(fieldsOf(kind, names, row)).toEqual(fields)
})

test('of two columns for one field the first wins, and the second says which', () => {
  const { columns } = map('assets', ['Serial', 'Seriennummer'], [['A1', 'A2']])
  expect(columns[0]).toMatchObject({ field: 'serial', reason: 'heading' })
  expect(columns[1]).toMatchObject({
    field: null,
    reason: 'taken',
    message: 'Left out: this is read from the column "Serial" already.',
  })
})

test('a vague heading does not take the place of a plain one after it', () => {
  expect(fieldsOf('assets', ['Description', 'Location', 'Name', 'Site'], ['a', 'b', 'c', 'd'])).toEqual([
    'notes',
    'place',
    'name',
    'site',
  ])
  expect(fieldsOf('assets', ['Description', 'Location'], ['a', 'b'])).toEqual(['name', 'site'])
})

test('values that are not what the heading says are not read as it', () => {
  expect(map('assets', ['Purchase date'], [['soon'], ['later']]).columns[0]).toMatchObject({
    field: null,
    reason: 'unfit',
  })
  expect(map('people', ['State'], [['TX'], ['CA']]).columns[0]).toMatchObject({ field: null, reason: 'unfit' })
})

test('a warranty in months is told from a day on which it ends', () => {
  expect(fieldOf('assets', 'Warranty', '36', '24')).toBe('warrantyMonths')
  expect(fieldOf('assets', 'Garantie', '2027-01-31')).toBe('warrantyEndsOn')
})

test('serial numbers and addresses are known by their looks', () => {
  expect(fieldOf('assets', 'Xyz', 'PF3A7K2M', 'PF3A7K2N')).toBe('serial')
  expect(fieldOf('people', 'Xyz', 'a@x.eu', 'b@x.eu')).toBe('email')
})

test('an empty column is left out, and says so', () => {
  expect(map('assets', ['Serial'], [[''], ['n/a']]).columns[0]).toMatchObject({ field: null, reason: 'empty' })
})

test('a field of a kind is known by its name in any language', () => {
  const fieldsOfKinds = [
    {
      id: 'purdue_level',
      type: 'choice' as const,
      names: { en: 'Purdue level', de: 'Purdue-Ebene' },
      choices: ['0', '1'],
    },
  ]
  expect(
    map('assets', ['Purdue-Ebene', 'Purdue Level'], [['1', '1']], { fieldsOfKinds }).columns.map(
      ({ field, reason }) => [field, reason],
    ),
  ).toEqual([
    ['field:purdue_level', 'heading'],
    [null, 'taken'],
  ])
})

test('what was chosen for a heading before comes first, also that it is left out', () => {
  const { columns } = map('assets', ['Serial', 'Keeper', 'Name'], [['A1', 'b', 'c']], {
    remembered: { Serial: null, Keeper: 'owner.name' },
  })
  expect(columns.map(({ field, reason }) => [field, reason])).toEqual([
    [null, 'remembered'],
    ['owner.name', 'remembered'],
    ['name', 'heading'],
  ])
})

test('the key is a field that tells the rows apart; what cannot be done without is named', () => {
  expect(
    map(
      'assets',
      ['Tag', 'Serial', 'Name'],
      [
        ['x', 'S1', 'a'],
        ['x', 'S2', 'b'],
        ['x', 'S3', 'c'],
      ],
    ),
  ).toMatchObject({ key: 'serial', missing: ['kind'] })
  expect(map('people', ['Vorname', 'Abteilung'], [['a', 'b']])).toMatchObject({
    key: null,
    missing: ['name', 'personnelNumber'],
  })
  expect(map('people', ['Vorname', 'Nachname'], [['a', 'b']]).missing).toEqual(['personnelNumber'])
  expect(map('people', ['Vorname', 'Nachname', 'E-Mail'], [['a', 'b', 'a@b.example']]).missing).toEqual([])
})

test.each(presets.map((preset) => [preset.name, preset] as const))(
  '%s is recognised by its own headings',
  (_, preset) => {
    const names = [...new Set([...preset.signature, ...Object.keys(preset.columns)])]
    const { preset: found, columns } = map(preset.kind, names, [names.map(() => 'x')])
    expect(found?.id).toBe(preset.id)
    const allowed: Field[] = [...new Set(columns.flatMap(({ field }) => field ?? []))]
    expect(allowed.length).toBeGreaterThan(2)
  },
)

test('every column of any list ends used for one field or left out, each field once, each with a sentence', () => {
  const words = [
    ...Object.values(headings.people),
    ...Object.values(headings.assets),
    ...Object.values(roles.assets),
    ...Object.values(roles.people),
  ]
    .join(',')
    .split(',')
  const heading = fc.oneof(
    fc.constantFrom(...words.map((word) => word.trim())),
    fc.string(),
    fc.constantFrom('constructor', '__proto__', 'valueOf', '', '()'),
  )
  const cell = fc.oneof(
    fc.constantFrom('', 'a@x.eu', '2024-01-05', '1.5', 'yes', 'John Doe', 'PF3A7K2M', '__proto__'),
    fc.string(),
  )
  const lists = fc
    .uniqueArray(heading, { maxLength: 12 })
    .chain((names) =>
      fc.tuple(
        fc.constant(names),
        fc.array(fc.array(cell, { minLength: names.length, maxLength: names.length }), { maxLength: 5 }),
      ),
    )
  fc.assert(
    fc.property(fc.constantFrom<ImportKind>('people', 'assets'), lists, (kind, [names, rows]) => {
      const { columns } = map(kind, names, rows)
      expect(columns.map(({ name }) => name)).toEqual(names)
      const used = columns.flatMap(({ field }) => field ?? [])
      expect(new Set(used).size).toBe(used.length)
      for (const { field, message } of columns) {
        expect(message).not.toMatch(/^$|\{\w+\}/)
        expect(message.startsWith('Left out')).toBe(field === null)
      }
    }),
    { numRuns: 500 },
  )
})
