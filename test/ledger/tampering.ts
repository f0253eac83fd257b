import { expect } from 'vitest'
import { leafHash } from '../../src/ledger/verify/merkle.ts'
import type { ChangeLine, EntryLine, Header, Line, RowLine, VersionLine } from '../../src/ledger/verify/stream.ts'
import { type Report, type Trust, verify } from '../../src/ledger/verify/verify.ts'
import { endOf, type Register, uuid } from './register.ts'

// Ways to find a line of an export, to change it, and to see what verification says.

export type Export = ReturnType<Register['lines']>
type OfType<T> = Extract<Line, { type: T }>

export const isLine = (line: Header | Line): line is Line => 'type' in line
export const all = <T extends Line['type']>(lines: Export, type: T): OfType<T>[] =>
  lines.filter((l): l is OfType<T> => isLine(l) && l.type === type)
export const entry = (lines: Export, idx: number): EntryLine => all(lines, 'entry').find((e) => e.idx === idx)!
export const row = (lines: Export, table: string, id: string): RowLine =>
  all(lines, 'row').find((r) => r.table === table && r.row.id === id)!
export const versions = (lines: Export, id: string): VersionLine[] =>
  all(lines, 'version').filter((v) => v.row.id === id)
export const change = (lines: Export, n: number): ChangeLine =>
  all(lines, 'change').find((c) => c.id === uuid('change', n))!
export const without = (lines: Export, gone: (line: Line) => boolean): Export => {
  const [header, ...rest] = lines
  return [header, ...rest.filter((l) => !gone(l))]
}
export const rewrite = (line: EntryLine, from: string, to: string): void => {
  expect(line.bytes).toContain(from)
  line.bytes = line.bytes!.replace(from, to)
}
export const rehash = (line: EntryLine): void => {
  line.leaf = leafHash(line.bytes!).toString('hex')
}

/** Verifies after tampering; who tampers also puts the counts right. */
export async function after(
  lines: Export,
  tamper: (lines: Export) => Export | undefined,
  trust?: Trust,
): Promise<Report> {
  const [header, ...rest] = tamper(lines) || lines
  const tampered = rest.filter((l) => l.type !== 'end')
  const asOf = Math.max(-1, ...tampered.map((l) => (l.type === 'entry' ? (l.idx ?? -1) : -1))) + 1
  return verify([{ ...header, asOf }, ...tampered, endOf(tampered)], trust)
}
export const codes = (report: Report): string[] => report.findings.map((f) => f.code)
