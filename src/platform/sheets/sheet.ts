import type { Encoding } from './encoding.ts'
import { type Facts, fill } from './error.ts'

export type Delimiter = ',' | ';' | '\t' | '|'

/** `index` points into the cells of every row; `name` is unique in the sheet, as told apart by the reader. */
export interface SheetColumn {
  index: number
  name: string
}

/** `line` is where the row begins as a person sees it: the line in an editor, the row number in Excel. */
export interface SheetRow {
  line: number
  /** As many as the heading row has, missing ones empty. */
  cells: string[]
  /** Filled cells beyond the last heading: the row is shifted or has a delimiter too many, do not trust it. */
  surplus?: string[]
}

/** A row as it stands, empty cells at its end cut off. `width` is how many it had with them, where the format tells (CSV). */
export interface RawRow {
  line: number
  cells: string[]
  width?: number
}

/** What the readers of CSV and XLSX hand to the heading finder, blank rows left out. */
export interface RawSheet {
  rows: RawRow[]
  warnings: SheetWarning[]
}

export interface Sheet {
  kind: 'csv' | 'xlsx'
  /** Null for a workbook. */
  encoding: Encoding | null
  delimiter: Delimiter | null
  headingLine: number
  columns: SheetColumn[]
  rows: SheetRow[]
  warnings: SheetWarning[]
}

const sentences = {
  lines_above: 'What stands above the headings (line {line}) was not read.',
  headings_unsure:
    'Line {line} was taken as the headings, but looks like data. Add a row of headings if there is none.',
  same_heading: 'Headings that stand more than once were numbered: {names}.',
  no_heading: 'Columns without a heading were named by their letter: {names}.',
  short_rows: '{count} rows have fewer cells than there are headings; the missing cells were read as empty.',
  long_rows: '{count} rows have more cells than there are headings. Look whether a cell holds an unquoted delimiter.',
  guessed_encoding:
    'The file is not UTF-8; its letters were read as {encoding}. Look at umlauts and accents in the preview.',
  garbled_letters:
    'Some letters were garbled before this file was saved (like "{example}"). They were read as they stand; a fresh export as UTF-8 would be right.',
  other_sheets: 'Only the sheet "{name}" was read, not {others}.',
  error_cells: '{count} cells hold an error of Excel ({example}) and were read as empty.',
  formula_without_value:
    '{count} cells hold a formula without a stored result and were read as empty. Open and save the workbook in Excel.',
  merged_cells: '{count} merged ranges were read as a value in their first cell only ({example}).',
} as const

export type SheetWarningCode = keyof typeof sentences

/** Something the person should know, though the file could be read. `lines` are those concerned, all of them. */
export interface SheetWarning {
  code: SheetWarningCode
  facts: Facts
  lines: number[]
  message: string
}

export function warning(code: SheetWarningCode, facts: Facts = {}, lines: number[] = []): SheetWarning {
  return { code, facts, lines, message: fill(sentences[code], facts) }
}

/** 0 → A, 25 → Z, 26 → AA. */
export function columnLetter(index: number): string {
  return (index > 25 ? columnLetter(Math.floor(index / 26) - 1) : '') + String.fromCharCode(65 + (index % 26))
}
