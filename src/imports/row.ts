import type { Kind } from '../assets/asset.store.ts'
import { type DecimalSign, readCurrency } from './amounts.ts'
import type { DateOrder } from './dates.ts'
import type { Field, ImportKind } from './fields.ts'
import type { ImportSettings } from './imports.operations.ts'
import { kindReader } from './kinds.ts'
import type { Problem } from './problem.ts'
import { kindOfPerson, readFieldOfKind, readValue, type Value } from './values.ts'

/** A column of the file as it is read: its field, and how its dates and numbers are written where its own cells tell. */
export interface Column {
  index: number
  name: string
  field: Field | null
  reason: string
  facts: { preset?: string; by?: string }
  message: string
  dateOrder: DateOrder | null
  decimalSign: DecimalSign | null
}

export type RowProblem = Omit<Problem, 'code'> & { code: string; column: string | null }

/** A row with what its cells say. Cells that cannot be read are problems; the others count. */
export interface ReadRow {
  line: number
  values: Partial<Record<string, Value>>
  /** Values of the kind's own fields, by field id. */
  own: Record<string, string | number | boolean>
  problems: RowProblem[]
}

/** Makes the reader of one file's rows. */
export function rowReader(
  kind: ImportKind,
  columns: readonly Column[],
  settings: ImportSettings,
  kinds: readonly Kind[],
): (line: number, cells: readonly string[]) => ReadRow {
  const readKind = kind === 'people' ? kindOfPerson : kindReader(kinds)
  const fields = new Map(kinds.flatMap((one) => one.fields).map((field) => [field.id, field]))
  const used = columns.flatMap((column) =>
    column.field === null
      ? []
      : [
          {
            ...column,
            field: column.field,
            settings: {
              ...settings,
              meanings: settings.meanings[column.field] ?? {},
              dateOrder: settings.dateOrder ?? column.dateOrder,
              decimalSign: settings.decimalSign ?? column.decimalSign,
            },
          },
        ],
  )
  /** Where a column names the currency of each row's prices, it counts before what was chosen for all. */
  const currencies = used.find(({ field }) => field === 'currency')?.index
  return (line, cells) => {
    const row: ReadRow = { line, values: {}, own: {}, problems: [] }
    const currency = currencies === undefined ? null : readCurrency(cells[currencies] ?? '')
    for (const column of used) {
      const cell = cells[column.index] ?? ''
      const settings = { ...column.settings, currency: currency ?? column.settings.currency }
      const own = column.field.startsWith('field:') ? fields.get(column.field.slice(6)) : undefined
      const reading = own ? readFieldOfKind(own, cell, settings) : readValue(column.field, cell, settings, readKind)
      if ('problem' in reading) row.problems.push({ ...reading.problem, column: column.name })
      else if (reading.value === null) continue
      else if (own) row.own[own.id] = reading.value as string | number | boolean
      else row.values[column.field] = reading.value
    }
    return row
  }
}

/** What a row becomes, before anything is written. */
export type Outcome = 'added' | 'changed' | 'same' | 'waiting' | 'refused'

const sentences = {
  name_missing: 'There is no name in this row.',
  key_missing: 'Nothing tells this row from others: no tag and no serial number.',
  repeated: 'Line {line} already says this about the same one.',
  serial_repeated: 'Line {line} has the same serial number.',
  serial_known: 'The asset {tag} has the same serial number.',
  serial_ambiguous: 'Several assets have this serial number. Name the one that is meant by its tag.',
  person_key_missing: 'Nothing tells this person from others: no personnel number, e-mail address or user name.',
  person_differs:
    '{name} has this {key}, but is somebody else by another mark of this row. Correct the list, or the person.',
  kind_missing: 'The row does not say which kind of asset it is. Choose one for all such rows.',
  owner_missing: 'No owner is named.',
  owner_unknown: '"{cell}" is no person of the register.',
  owner_ambiguous: '"{cell}" is the name of several people. Name the owner by personnel number or e-mail address.',
  owner_leaving: '{cell} is leaving or has left.',
  owner_differs: 'The register has another owner. Ownership only moves by a transfer: offer it to {cell}.',
  holder_unknown: '"{cell}" has it in hand, but is no person of the register; this was not kept.',
  holder_leaving: '{cell} has it in hand, but is leaving or has left; this was not kept.',
  manager_unknown: 'The manager "{cell}" is no person of the register.',
  parent_unknown: 'There is no asset with the tag "{cell}".',
  parent_in_circle: '"{cell}" is a part of this one, so it cannot be what it belongs to.',
  disposed_already: 'The list says that it is disposed of. Only what somebody has to answer for is registered.',
  says_disposed: 'The list says that it is disposed of. That ends its ownership, so its owner does it, with a reason.',
  field_not_of_kind: 'Assets of this kind have no field {field}; it was not kept.',
  disposed: 'This asset is disposed of; its history has ended.',
  says_left: 'The list says that this person is not active. Nobody leaves by an import: mark them as leaving.',
  not_stored: '{reason}',
} as const

export function rowProblem(code: keyof typeof sentences, facts: Record<string, string | number> = {}): RowProblem {
  const message = sentences[code].replace(/\{(\w+)\}/g, (place, name: string) => String(facts[name] ?? place))
  return { code, message, facts, column: null }
}
