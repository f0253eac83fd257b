const blanks = new Set([
  '-',
  '--',
  '–',
  '—',
  '?',
  'n/a',
  'n.a.',
  '#n/a',
  '#nv',
  'null',
  'nil',
  'none',
  '(none)',
  '(null)',
  '<null>',
  'undefined',
  'k.a.',
  'n.b.',
])

/** The words of a cell, null where it says that there is no value. */
export function stated(cell: string): string | null {
  const text = cell.trim()
  return text === '' || blanks.has(text.toLowerCase()) ? null : text
}
