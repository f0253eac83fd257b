import { SheetError } from './error.ts'
import type { Limits } from './limits.ts'
import { type NumberFormat, numberFormat, shownNumber } from './number-format.ts'
import { RowCollector } from './rows.ts'
import { columnLetter, type RawSheet, warning } from './sheet.ts'
import { unescaped, type XmlReader } from './xml.ts'

/** What the cells of every sheet of one workbook refer to. */
export interface Shared {
  strings: string[]
  /** By the style number of a cell. */
  formats: NumberFormat[]
  from1904: boolean
}

const plain = numberFormat(0)

/** Reads one sheet of a workbook; feed it the sheet's XML, then take `sheet()`. */
export class Worksheet implements XmlReader {
  private readonly shared: Shared
  private readonly limits: Limits
  private readonly rows: RowCollector
  private readonly errors: { place: string; line: number; shown: string }[] = []
  private readonly unsolved: number[] = []
  private readonly merged: string[] = []
  private line = 0
  private row: string[] = []
  private column = -1
  private type = 'n'
  private style = 0
  private formula = false
  /** Collects the text of <v> or <t>; null where text does not count. */
  private value: string | null = null
  private cell = ''
  private phonetic = false

  constructor(shared: Shared, limits: Limits) {
    this.shared = shared
    this.limits = limits
    this.rows = new RowCollector(limits)
  }

  open(name: string, attributes: Record<string, string>): void {
    if (name === 'row') {
      this.line = Number(attributes.r ?? this.line + 1)
      this.row = []
      this.column = -1
    } else if (name === 'c') {
      this.column = attributes.r ? columnIndex(attributes.r) : this.column + 1
      this.type = attributes.t ?? 'n'
      this.style = Number(attributes.s ?? 0)
      this.formula = false
      this.cell = ''
    } else if (name === 'v' || (name === 't' && !this.phonetic)) this.value = ''
    else if (name === 'f') this.formula = true
    else if (name === 'rPh') this.phonetic = true
    else if (name === 'mergeCell') this.merged.push(attributes.ref ?? '')
  }

  text(text: string): void {
    if (this.value === null) return
    this.value += text
    if (this.value.length > this.limits.cellLength * 8)
      throw new SheetError('cell_too_long', {
        line: this.line,
        column: columnLetter(this.column),
        limit: this.limits.cellLength,
      })
  }

  close(name: string): void {
    if (name === 'v' || name === 't') {
      this.cell += this.value ?? ''
      this.value = null
    } else if (name === 'rPh') this.phonetic = false
    else if (name === 'c') this.put(this.shown())
    else if (name === 'row') this.rows.add(this.line, this.row)
  }

  /** Everything read, once the part is at its end. */
  sheet(): RawSheet {
    const warnings: RawSheet['warnings'] = []
    const [error] = this.errors
    if (error)
      warnings.push(
        warning(
          'error_cells',
          { count: this.errors.length, example: `${error.shown} in ${error.place}` },
          this.errors.map(({ line }) => line),
        ),
      )
    if (this.unsolved.length > 0)
      warnings.push(warning('formula_without_value', { count: this.unsolved.length }, this.unsolved))
    const [range] = this.merged
    if (range !== undefined) warnings.push(warning('merged_cells', { count: this.merged.length, example: range }))
    return { rows: this.rows.rows, warnings }
  }

  private shown(): string {
    if (this.cell === '') {
      if (this.formula && this.type !== 'str') this.unsolved.push(this.line)
      return ''
    }
    if (this.type === 's') return this.shared.strings[Number(this.cell)] ?? ''
    if (this.type === 'n') return shownNumber(this.cell, this.shared.formats[this.style] ?? plain, this.shared.from1904)
    if (this.type === 'b') return this.cell === '1' || this.cell === 'true' ? 'true' : 'false'
    if (this.type === 'd') return this.cell.replace(/T00:00:00(\.0+)?Z?$/, '')
    if (this.type !== 'e') return unescaped(this.cell)
    this.errors.push({ place: columnLetter(this.column) + this.line, line: this.line, shown: this.cell })
    return ''
  }

  private put(text: string): void {
    if (text === '') return
    if (this.column >= this.limits.columns)
      throw new SheetError('too_many_columns', { line: this.line, limit: this.limits.columns })
    while (this.row.length < this.column) this.row.push('')
    this.row[this.column] = text
  }
}

/** `AB12` → 27 */
function columnIndex(reference: string): number {
  let index = 0
  for (let i = 0; i < reference.length; i++) {
    const letter = reference.charCodeAt(i) - 64
    if (letter < 1 || letter > 26) break
    index = index * 26 + letter
  }
  return index - 1
}
