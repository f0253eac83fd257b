/** Every reason for which a file is refused whole. `{…}` are facts of the case; lines are counted as an editor or Excel shows them. */
const sentences = {
  file_empty: 'The file is empty. Export it again and look whether it holds any rows.',
  file_too_large:
    'The file is larger than {limit} MB. Remove pictures and sheets that are not needed, or split it into several files.',
  not_a_sheet:
    'This is {found}, not a list. Save the list as CSV (UTF-8) or as an Excel workbook (.xlsx) and try again.',
  old_xls:
    'This is a workbook of the old Excel format (.xls). Open it in Excel or LibreOffice, save it as .xlsx or CSV, and try again.',
  password_protected:
    'The workbook is protected by a password. Open it, remove the password (File, Info, Protect Workbook), save it and try again.',
  broken_bytes:
    'The text in line {line} is damaged: it holds bytes that are no letters in {encoding}. Save the file again as UTF-8, or correct that line.',
  quote_not_closed:
    'A quotation mark that opens in line {line} is never closed, so the rest of the file would be one cell. Close it, or double it where it belongs to the text.',
  cell_too_long:
    'Line {line}, column {column}: the cell has more than {limit} characters. Often a quotation mark before it is not closed.',
  too_many_columns: 'Line {line} has more than {limit} columns. Delete the columns that are not needed.',
  too_many_rows: 'The list has more than {limit} rows. Split it into several files.',
  too_many_cells:
    'The list has more than {limit} cells. Delete columns that are not needed, or split it into several files.',
  unpacks_too_large:
    'The workbook unpacks to more than {limit} MB, or to far more than its size explains. Save the list alone in a new workbook and try again.',
  broken_workbook: 'The workbook is damaged ({part}). Open it in Excel or LibreOffice, save it again and try again.',
} as const

export type SheetErrorCode = keyof typeof sentences
export type Facts = Record<string, string | number>

/** A file that cannot be read. `code` is closed, `facts` fill the sentence, `message` is for people. */
export class SheetError extends Error {
  readonly code: SheetErrorCode
  readonly facts: Facts

  constructor(code: SheetErrorCode, facts: Facts = {}, options?: ErrorOptions) {
    super(fill(sentences[code], facts), options)
    this.name = 'SheetError'
    this.code = code
    this.facts = facts
  }
}

/** Puts facts into the places `{name}` of a sentence. */
export function fill(sentence: string, facts: Facts): string {
  return sentence.replace(/\{(\w+)\}/g, (place, name: string) => String(facts[name] ?? place))
}
