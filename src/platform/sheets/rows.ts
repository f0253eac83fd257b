import { SheetError } from './error.ts'
import type { Limits } from './limits.ts'
import { columnLetter, type RawRow } from './sheet.ts'

/** Takes rows as they are read, drops blank ones and empty ends, and refuses what is over a limit. */
export class RowCollector {
  readonly rows: RawRow[] = []
  private readonly limits: Limits
  private cells = 0

  constructor(limits: Limits) {
    this.limits = limits
  }

  add(line: number, cells: string[], standing?: number): void {
    const { cellLength, columns, rows } = this.limits
    let width = cells.length
    while (width > 0 && cells[width - 1] === '') width--
    if (cells.every((cell) => cell.trim() === '')) return
    if (width > columns) throw new SheetError('too_many_columns', { line, limit: columns })
    if (this.rows.length > rows) throw new SheetError('too_many_rows', { limit: rows })
    this.cells += width
    if (this.cells > this.limits.cells) throw new SheetError('too_many_cells', { limit: this.limits.cells })
    for (let i = 0; i < width; i++)
      if (cells[i]!.length > cellLength)
        throw new SheetError('cell_too_long', { line, column: columnLetter(i), limit: cellLength })
    this.rows.push({ line, cells: width === cells.length ? cells : cells.slice(0, width), width: standing })
  }
}
