/** What one file may cost. Sizes in bytes; a cell in UTF-16 units, Excel's own bound. */
export interface Limits {
  file: number
  cellLength: number
  columns: number
  rows: number
  cells: number
  /** All parts of a workbook together, unpacked. */
  unpacked: number
  /** Unpacked : packed, asked only of parts that unpack to more than 10 MB: small parts may be very repetitive. */
  ratio: number
}

const MB = 1024 * 1024

/**
 * 5,000,000 cells hold about 300 MB of memory at worst, a list of 100,000 assets with 20 columns 2,000,000.
 * The densest workbook that Excel itself wrote in trials packed 1 : 40; deflate can reach 1 : 1032.
 */
export const defaultLimits: Limits = {
  file: 50 * MB,
  cellLength: 32_767,
  columns: 200,
  rows: 100_000,
  cells: 5_000_000,
  unpacked: 256 * MB,
  ratio: 200,
}
