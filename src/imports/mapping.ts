import type { SheetColumn, SheetRow } from '../platform/sheets/sheet.ts'
import { stated } from './blank.ts'
import { fits, looksLikeEmail, looksLikeSerial, namedBy } from './content.ts'
import type { Field, ImportKind } from './fields.ts'
import { headingKeys } from './heading-key.ts'
import { meaningOf } from './meaning.ts'
import type { LeftOut, Preset } from './presets/preset.ts'
import { presetFor } from './presets/presets.ts'
import type { FieldOfKind } from './values.ts'

const reasons = {
  preset: 'So {preset} calls it.',
  heading: 'The heading says so.',
  content: 'The values look like it.',
  remembered: 'So it was chosen for this heading before.',
  taken: 'Left out: this is read from the column "{by}" already.',
  unfit: 'Left out: the values are not what the heading says.',
  empty: 'Left out: the column has no values.',
  unclear: 'Left out: this may mean the owner, who has it, or something else. Choose if you know.',
  not_kept: 'Left out: the register does not keep this.',
  technical: 'Left out: only {preset} needs this.',
  implied: 'Left out: other columns say the same.',
  unknown: 'Left out: no field goes by this heading. Choose one if it matters.',
} as const

export type Reason = keyof typeof reasons

/** What is proposed for one column: a field, or null where it is left out; always with the reason to show. */
export interface ColumnUse {
  index: number
  name: string
  field: Field | null
  reason: Reason
  /** What the reason speaks of: the tool, or the column that says it already. */
  facts: { preset?: string; by?: string }
  message: string
}

export interface Mapping {
  /** The tool whose list this looks like, with what its cells mean where they are no words. */
  preset: Pick<Preset, 'id' | 'name' | 'meanings'> | null
  /** What all things of the list are, where the tool tells and no column does. */
  assetKind: string | null
  columns: ColumnUse[]
  /** A field that tells nearly every row from the others: rows are recognised by it when the list comes again. */
  key: Field | null
  /** Without these no row can be registered: map a column, or choose one value for all rows. */
  missing: Field[]
}

export interface Known {
  /** The fields that kinds of assets have beside the common ones. */
  fieldsOfKinds?: readonly FieldOfKind[]
  /** What was chosen for headings before; null for left out. */
  remembered?: Readonly<Record<string, Field | null>>
}

/** Rows looked at to tell what a column holds. */
const SAMPLE = 1000

/** Proposes what each column of a list means. Of two columns for one field the first wins; every column ends used or left out. */
export function suggestMapping(
  kind: ImportKind,
  columns: readonly SheetColumn[],
  rows: readonly SheetRow[],
  known: Known = {},
): Mapping {
  const preset = presetFor(
    kind,
    columns.map(({ name }) => name),
  )
  const suggestion = new Suggestion(kind, preset, known)
  const samples = columns.map(({ index }) => {
    const cells = rows.slice(0, SAMPLE).map((row) => stated(row.cells[index] ?? ''))
    return cells.filter((cell) => cell !== null)
  })
  const wishes = columns.map((column, i) => suggestion.wish(column.name, samples[i]!))
  for (const sure of [true, false])
    for (const [i, wish] of wishes.entries()) if (wish.sure === sure) suggestion.decide(columns[i]!, wish, samples[i]!)
  for (const [i, column] of columns.entries()) suggestion.byContent(column, samples[i]!)
  const uses = columns.map(({ index }) => suggestion.uses.get(index)!)
  const used = new Set(uses.flatMap(({ field }) => field ?? []))
  return {
    preset: preset ? { id: preset.id, name: preset.name, meanings: preset.meanings ?? {} } : null,
    assetKind: used.has('kind') ? null : (preset?.assetKind ?? null),
    columns: uses,
    key: keyAmong(kind, uses, rows),
    missing: missingFields(kind, used, preset?.assetKind !== undefined),
  }
}

/** Fields a column may be read as, the likeliest first, or why it is left out. */
interface Wish {
  fields: Field[]
  reason: Reason
  /** Decided before the others, so that a vague heading does not take the place of a plain one. */
  sure: boolean
}

class Suggestion {
  readonly uses = new Map<number, ColumnUse>()
  private readonly taken = new Map<Field, string>()
  private readonly kind: ImportKind
  private readonly preset: Preset | undefined
  private readonly known: Known

  constructor(kind: ImportKind, preset: Preset | undefined, known: Known) {
    this.kind = kind
    this.preset = preset
    this.known = known
  }

  wish(heading: string, cells: readonly string[]): Wish {
    const chosen = this.known.remembered ?? {}
    const remembered = Object.hasOwn(chosen, heading) ? chosen[heading] : undefined
    if (remembered !== undefined) return { fields: remembered ? [remembered] : [], reason: 'remembered', sure: true }
    if (cells.length === 0) return { fields: [], reason: 'empty', sure: true }
    const called = this.calledByPreset(heading)
    if (called === 'technical' || called === 'implied' || called === 'not_kept' || called === 'unclear')
      return { fields: [], reason: called, sure: true }
    const own = this.ofKind(heading)
    if (called) return { fields: [this.refined(called, cells), ...own], reason: 'preset', sure: true }
    const meaning = meaningOf(this.kind, heading)
    if (!meaning) return { fields: own, reason: own.length > 0 ? 'heading' : 'unknown', sure: true }
    if ('left' in meaning) return { fields: own, reason: own.length > 0 ? 'heading' : meaning.left, sure: true }
    if ('role' in meaning) return { fields: [namedBy(meaning.role, cells)], reason: 'heading', sure: true }
    const fields = meaning.fields.map((field) => this.refined(field, cells))
    return { fields: [...fields, ...own], reason: 'heading', sure: meaning.sure }
  }

  decide(column: SheetColumn, { fields, reason }: Wish, cells: readonly string[]): void {
    const chosen = reason === 'remembered'
    const fitting = fields.filter((field) => chosen || fits(this.kind, field, cells, this.known.fieldsOfKinds))
    const free = fitting.find((field) => !this.taken.has(field))
    if (free) this.use(column, free, reason)
    else if (fields.length === 0) this.leave(column, reason)
    else if (fitting.length === 0) this.leave(column, 'unfit')
    else this.leave(column, 'taken', this.taken.get(fitting[0]!))
  }

  /** What nobody named, but anybody would recognise. Whose an address beside a thing is, nobody can tell from it. */
  byContent(column: SheetColumn, cells: readonly string[]): void {
    if (this.uses.get(column.index)?.reason !== 'unknown') return
    const addresses = looksLikeEmail(cells)
    if (this.kind === 'assets' && addresses) this.leave(column, 'unclear')
    else if (this.kind === 'people' && addresses && !this.taken.has('email')) this.use(column, 'email', 'content')
    else if (this.kind === 'assets' && looksLikeSerial(cells) && !this.taken.has('serial'))
      this.use(column, 'serial', 'content')
  }

  private calledByPreset(heading: string): Field | LeftOut | undefined {
    const keys = headingKeys(heading.replace(/\s\(\d+\)$/, ''))
    const columns = Object.entries(this.preset?.columns ?? {})
    const called = columns.find(([name]) => headingKeys(name).some((key) => keys.includes(key)))?.[1]
    const ended = called?.startsWith('field:') && !this.known.fieldsOfKinds?.some(({ id }) => called === `field:${id}`)
    return ended ? undefined : called
  }

  private ofKind(heading: string): Field[] {
    const keys = headingKeys(heading)
    const fields = this.known.fieldsOfKinds ?? []
    const named = fields.filter(({ id, names }) =>
      [id, ...Object.values(names)].some((name) => headingKeys(name).some((key) => keys.includes(key))),
    )
    return named.map(({ id }): Field => `field:${id}`)
  }

  /** A person is named as the values are, whatever the heading says: "User name" often heads full names. */
  private refined(field: Field, cells: readonly string[]): Field {
    const [role, by] = field.split('.') as [string, string?]
    if (by === undefined || !['personnelNumber', 'email', 'username', 'name'].includes(by)) return field
    return namedBy(role, cells, by)
  }

  private use(column: SheetColumn, field: Field, reason: Reason): void {
    this.taken.set(field, column.name)
    this.say(column, field, reason)
  }

  private leave(column: SheetColumn, reason: Reason, by = ''): void {
    this.say(column, null, reason, by)
  }

  private say({ index, name }: SheetColumn, field: Field | null, reason: Reason, by = ''): void {
    const preset = this.preset?.name ?? ''
    const message =
      reason === 'remembered' && field === null
        ? 'Left out: so it was chosen for this heading before.'
        : reasons[reason].replace('{preset}', preset).replace('{by}', by)
    this.uses.set(index, {
      index,
      name,
      field,
      reason,
      facts: { ...(preset && { preset }), ...(by && { by }) },
      message,
    })
  }
}

const keys: Record<ImportKind, Field[]> = {
  people: ['personnelNumber', 'directoryId', 'email', 'username'],
  assets: ['tag', 'serial'],
}

/** Repeated and empty values do not make it a worse key; they are told row by row. */
function keyAmong(kind: ImportKind, uses: readonly ColumnUse[], rows: readonly SheetRow[]): Field | null {
  const own = keys[kind].find((field) => {
    const index = uses.find((use) => use.field === field)?.index
    if (index === undefined) return false
    const values = new Set(rows.map(({ cells }) => stated(cells[index] ?? '')?.toLowerCase()))
    values.delete(undefined)
    return values.size > rows.length / 2
  })
  return own ?? null
}

/** Fields without which no row can be taken: what it is called, what tells it from others, and of an asset its kind. */
export function missingFields(kind: ImportKind, used: ReadonlySet<Field>, kindForAll: boolean): Field[] {
  const none = (...fields: Field[]) => !fields.some((field) => used.has(field))
  const missing: [Field, boolean][] =
    kind === 'people'
      ? [
          ['name', none('name', 'familyName')],
          ['personnelNumber', none(...keys.people)],
        ]
      : [
          ['name', none('name', 'model', ...keys.assets)],
          ['tag', none(...keys.assets)],
          ['kind', none('kind') && !kindForAll],
        ]
  return missing.flatMap(([field, is]) => (is ? [field] : []))
}
