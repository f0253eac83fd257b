import type { AssetInput } from '../assets/assets.operations.ts'
import type { Money } from './amounts.ts'
import type { PersonIndex } from './person-index.ts'
import { type Outcome, type ReadRow, type RowProblem, rowProblem } from './row.ts'

export type AssetValues = Partial<Omit<AssetInput, 'siteId' | 'departmentId' | 'parentId'>> & {
  site?: string
  department?: string
}

/** An asset of the register, as far as a list can say anything about it. */
export type PresentAsset = {
  id: string
  ownerId: string | null
  holderId: string | null
  holderPlace: string | null
} & { [K in keyof AssetValues]?: AssetValues[K] | null }

export interface AssetPlan {
  line: number
  outcome: Outcome
  problems: RowProblem[]
  id: string | null
  values: AssetValues
  /** The owner the list names, known and active; null for a row that is registered under the provisional owner. */
  ownerId: string | null
  ownerSince: string | null
  /** The owner as the list calls them, for the find. */
  stated: string | null
  holder: { personId: string | null; place: string | null } | null
}

export interface AssetRules {
  /** What to do with a row whose owner is no known person. */
  unclear: 'wait' | 'register'
  /** The kind of rows that do not say a known one. */
  kind: string | null
  /** Whether assets of a kind have a field of their own. */
  has(kind: string, field: string): boolean
  now: string
}

const fields = [
  'tag',
  'status',
  'tier',
  'serial',
  'manufacturer',
  'model',
  'modelNumber',
  'site',
  'place',
  'department',
  'supplier',
  'orderNumber',
  'purchasedOn',
  'warrantyEndsOn',
  'supportEndsOn',
  'updatedOn',
  'firmware',
  'productionAccess',
  'customerDataAccess',
  'personalData',
  'processingRecord',
  'informationClass',
  'notes',
  'labels',
] as const

/**
 * What each row of assets becomes. A row is the asset with the same tag, else the same serial number. An import never moves
 * ownership: the owner of a known asset stays, and a list that says otherwise is told so.
 */
export function planAssets(
  rows: readonly ReadRow[],
  present: {
    byTag(tag: string): PresentAsset | undefined
    /** All that have it: the field's own rule is that a serial number is one maker's, so two may share it. */
    bySerial(serial: string): readonly PresentAsset[]
  },
  people: PersonIndex,
  seen: Map<string, number>,
  rules: AssetRules,
): AssetPlan[] {
  return rows.map((row) => {
    const values: AssetValues = Object.fromEntries(
      fields.flatMap((field) => (row.values[field] === undefined ? [] : [[field, row.values[field]]])),
    )
    const problems = row.problems.filter((problem) => problem.code !== 'kind_unknown' || rules.kind === null)
    const { name, tag, serial, kind, cost, warrantyMonths, ownerSince } = row.values
    const plan = (outcome: Outcome, more: Partial<AssetPlan> = {}): AssetPlan => ({
      line: row.line,
      outcome,
      problems,
      id: null,
      values,
      ownerId: null,
      ownerSince: null,
      stated: null,
      holder: null,
      ...more,
    })
    const refused = (problem: RowProblem) => plan('refused', { problems: [...problems, problem] })
    if (typeof tag !== 'string' && typeof serial !== 'string') return refused(rowProblem('key_missing'))
    const saidOf = (mark: string) => {
      const line = seen.get(mark)
      if (line === undefined) seen.set(mark, row.line)
      return line === row.line ? undefined : line
    }
    const [tagLine, serialLine] = [
      typeof tag === 'string' ? saidOf(`tag ${tag}`) : undefined,
      typeof serial === 'string' ? saidOf(`serial ${serial.toLowerCase()}`) : undefined,
    ]
    const before = typeof tag === 'string' ? tagLine : serialLine
    if (before !== undefined) return refused(rowProblem('repeated', { line: before }))
    const alike = typeof serial === 'string' ? present.bySerial(serial) : []
    const warnOfSerial = (id: string | null) => {
      const other = alike.find((one) => one.id !== id)
      if (serialLine !== undefined) problems.push(rowProblem('serial_repeated', { line: serialLine }))
      else if (other) problems.push(rowProblem('serial_known', { tag: other.tag ?? '' }))
    }

    const own = (kind: string) => {
      const fitting = Object.entries(row.own).filter(([field]) => rules.has(kind, field))
      if (fitting.length > 0) values.fields = Object.fromEntries(fitting)
      for (const field of Object.keys(row.own))
        if (!rules.has(kind, field)) problems.push(rowProblem('field_not_of_kind', { field }))
    }
    const money = cost as Money | undefined
    if (money) values.cost = { minor: money.minor, currency: money.currency }
    if (typeof warrantyMonths === 'number' && typeof values.purchasedOn === 'string' && !values.warrantyEndsOn)
      values.warrantyEndsOn = monthsAfter(values.purchasedOn, warrantyMonths)
    if (typeof name === 'string') values.name = name
    if (typeof kind === 'string') values.kind = kind
    const owner = people.find(row, 'owner')
    const holding = people.find(row, 'holder')
    const place = row.values['holder.place']
    if (holding && !('person' in holding))
      problems.push(rowProblem('holder_unknown', { cell: 'unknown' in holding ? holding.unknown : holding.several }))
    const gone = holding && 'person' in holding && holding.person.state !== 'active'
    if (gone) problems.push(rowProblem('holder_leaving', { cell: holding.person.name }))
    const holder =
      holding && 'person' in holding && !gone
        ? { personId: holding.person.id, place: null }
        : typeof place === 'string'
          ? { personId: null, place }
          : null

    const disposed = (values.status as string | undefined) === 'disposed'
    if (disposed) delete values.status

    if (typeof tag !== 'string' && alike.length > 1) return refused(rowProblem('serial_ambiguous'))
    const known = typeof tag === 'string' ? present.byTag(tag) : alike[0]
    if (known) {
      if (known.ownerId === null) return refused(rowProblem('disposed'))
      // What a list says of a thing that is gone is no news about the one that is here.
      if (disposed)
        return plan('same', { problems: [...problems, rowProblem('says_disposed')], id: known.id, values: {} })
      own(values.kind ?? known.kind!)
      if (values.modelNumber) values.model ??= known.model ?? values.modelNumber
      if (owner && 'person' in owner && owner.person.id !== known.ownerId)
        problems.push(rowProblem('owner_differs', { cell: owner.person.name }))
      const changed = differing(values, known)
      if (changed.serial) warnOfSerial(known.id)
      const handed =
        holder && (holder.personId !== known.holderId || holder.place !== known.holderPlace) ? holder : null
      return plan(Object.keys(changed).length === 0 && !handed ? 'same' : 'changed', {
        id: known.id,
        values: changed,
        holder: handed,
      })
    }

    if (values.modelNumber) values.model ??= values.modelNumber
    values.name ??= values.model ?? values.tag ?? values.serial ?? undefined
    values.kind ??= rules.kind ?? undefined
    if (disposed) return refused(rowProblem('disposed_already'))
    if (!values.name) return refused(rowProblem('name_missing'))
    if (!values.kind)
      return problems.some((problem) => problem.code === 'kind_unknown')
        ? plan('refused')
        : refused(rowProblem('kind_missing'))
    own(values.kind)
    warnOfSerial(null)
    if (owner && 'person' in owner && owner.person.state === 'active') {
      return plan('added', {
        ownerId: owner.person.id,
        ownerSince: typeof ownerSince === 'string' ? startOf(ownerSince, rules.now) : null,
        holder,
      })
    }
    const stated =
      owner === null ? null : 'person' in owner ? owner.person.name : 'unknown' in owner ? owner.unknown : owner.several
    const why =
      owner === null
        ? rowProblem('owner_missing')
        : rowProblem('person' in owner ? 'owner_leaving' : 'unknown' in owner ? 'owner_unknown' : 'owner_ambiguous', {
            cell: stated!,
          })
    return plan(rules.unclear === 'wait' ? 'waiting' : 'added', { problems: [...problems, why], stated, holder })
  })
}

/** What the list says otherwise than the register. The kind's own fields are added to those that are there. */
function differing(values: AssetValues, known: PresentAsset): AssetValues {
  const same = (a: unknown, b: unknown) => JSON.stringify(sorted(a) ?? null) === JSON.stringify(sorted(b) ?? null)
  const said = values.fields ? { ...values, fields: { ...known.fields, ...values.fields } } : values
  const changed: AssetValues = Object.fromEntries(
    Object.entries(said).filter(([field, value]) => !same(value, known[field as keyof AssetValues])),
  )
  // A model is one maker's, a place one site's: what hangs on a change goes along with it.
  const model = said.model ?? known.model
  if (model && (changed.manufacturer ?? changed.model ?? changed.modelNumber) !== undefined) {
    changed.model = model
    changed.modelNumber = said.modelNumber ?? (model === known.model ? known.modelNumber : null) ?? null
  }
  if (changed.site !== undefined && said.place !== undefined) changed.place = said.place
  return changed
}

const sorted = (value: unknown): unknown =>
  value && typeof value === 'object' && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value

/** The last day of a warranty of so many months; a month end stays within its month. */
function monthsAfter(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate()
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))).toISOString().slice(0, 10)
}

/** A day of the list as the instant ownership began; today is now, never later. */
const startOf = (day: string, now: string) => (`${day}T00:00:00.000Z` < now ? `${day}T00:00:00.000Z` : now)
