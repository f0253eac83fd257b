import { decimalSign, readMoney, readMonths, readNumber } from './amounts.ts'
import { readDate } from './dates.ts'
import { type Field, type ImportKind, valueType } from './fields.ts'
import type { Reading } from './problem.ts'
import { readActivity, readBoolean, readPersonKind, readTier } from './terms.ts'
import type { FieldOfKind } from './values.ts'

/** Cells are those of a column that state something. */
type Cells = readonly string[]

/** Whether at least half of the cells can be read as the field; names and free text always can. */
export function fits(
  kind: ImportKind,
  field: Field,
  cells: Cells,
  fieldsOfKinds: readonly FieldOfKind[] = [],
): boolean {
  const type = fieldsOfKinds.find(({ id }) => field === `field:${id}`)?.type ?? valueType(field)
  switch (type) {
    case 'date':
      return mostly(cells, (cell) => readable(readDate(cell, 'dmy')) || readable(readDate(cell, 'mdy')))
    case 'money': {
      const sign = decimalSign(cells) ?? '.'
      return mostly(cells, (cell) => readable(readMoney(cell, sign, 'EUR')))
    }
    case 'months':
      return mostly(cells, (cell) => readable(readMonths(cell)))
    case 'number':
      return mostly(cells, (cell) => readable(readNumber(cell, decimalSign(cells) ?? '.')))
    case 'boolean':
      return mostly(cells, (cell) => readable(readBoolean(cell)))
    case 'email':
      return looksLikeEmail(cells)
  }
  if (field === 'tier') return mostly(cells, (cell) => readable(readTier(cell)))
  if (field === 'state') return mostly(cells, (cell) => readable(readActivity(cell)))
  if (field === 'kind' && kind === 'people') return mostly(cells, (cell) => readable(readPersonKind(cell)))
  return true
}

export function looksLikeEmail(cells: Cells): boolean {
  return mostly(cells, (cell) => /^<?[^\s@]+@[^\s@]+\.[^\s@]+>?$/.test(cell))
}

/** Letters with digits, no words, hardly a value twice; hashes, addresses of networks and UUIDs are not meant for people. */
export function looksLikeSerial(cells: Cells): boolean {
  const serial = /^(?=.*\d)(?=.*[A-Z])[A-Z0-9][A-Z0-9/-]{4,29}$/
  return cells.length > 1 && new Set(cells).size >= cells.length * 0.95 && cells.every((cell) => serial.test(cell))
}

/** How the cells name the person who plays a part: by the heading's own word unless the values plainly say otherwise. */
export function namedBy(role: string, cells: Cells, heading?: string): Field {
  const by =
    looksLikeEmail(cells) && heading !== 'username'
      ? 'email'
      : mostly(cells, (cell) => /^\S+[,\s]+\S/.test(cell) || /^cn=/i.test(cell))
        ? 'name'
        : (heading ?? (mostly(cells, (cell) => /^[A-Z]{0,5}-?\d+$/i.test(cell)) ? 'personnelNumber' : asWritten(cells)))
  return `${role}.${by}` as Field
}

/** One word that begins with a capital is a name or a department ("IT"), one in small letters an account. */
function asWritten(cells: Cells): string {
  return mostly(cells, (cell) => /^[a-z0-9._-]+$/.test(cell) || cell.includes('\\')) ? 'username' : 'name'
}

function mostly(cells: Cells, test: (cell: string) => boolean): boolean {
  // Long text is none of what is asked for here, and slow to look through.
  return cells.length > 0 && cells.filter((cell) => cell.length <= 300 && test(cell)).length * 2 >= cells.length
}

function readable(reading: Reading<unknown>): boolean {
  return 'value' in reading
}
