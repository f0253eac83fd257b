const sentences = {
  date_unknown: '"{cell}" is no date. Write it as 2024-02-29.',
  date_impossible: '"{cell}" is a day that does not exist.',
  date_ambiguous: '"{cell}" can be read with the day or the month first. Choose the order for this column.',
  boolean_unknown: '"{cell}" is neither yes nor no.',
  number_unknown: '"{cell}" is no number.',
  number_ambiguous: '"{cell}" can be a whole number or one with decimals. Choose the decimal sign for this column.',
  money_negative: '"{cell}" is less than nothing; what was paid is expected.',
  money_too_fine: '"{cell}" has more decimals than {currency} has.',
  money_too_large: '"{cell}" is larger than what can be kept.',
  currency_missing: '"{cell}" does not say which currency. Choose one for this column.',
  currency_unknown: '"{currency}" is no currency of ISO 4217.',
  months_unknown: '"{cell}" is no number of months.',
  email_wrong: '"{cell}" is no e-mail address.',
  status_unknown: '"{cell}" is no status of an asset. Choose what it means here.',
  kind_unknown: '"{cell}" is no kind of asset here. Choose which kind it means.',
  state_unknown: '"{cell}" does not say whether the person is active.',
  person_kind_unknown: '"{cell}" is no kind of employment. Choose employee, temporary or contractor.',
  tier_unknown: '"{cell}" is no tier. Write 1 (critical), 2 (important), 3 (standard) or 4 (non-critical).',
  choice_unknown: '"{cell}" is none of the choices: {choices}.',
  several_people: '"{cell}" names more than one person. One person is accountable or has it in hand.',
  too_long: 'The text has {length} characters; at most {limit} are kept.',
} as const

export type ProblemCode = keyof typeof sentences

/** Why one cell cannot be used. The rest of its row can. */
export interface Problem {
  code: ProblemCode
  message: string
  facts: Record<string, string | number>
}

/** What a cell says: a value, null where it says nothing, or why it cannot be read. */
export type Reading<T> = { value: T | null } | { problem: Problem }

export function problem(
  code: ProblemCode,
  cell: string,
  facts: Record<string, string | number> = {},
): { problem: Problem } {
  const shown = cell.length > 60 ? `${cell.slice(0, 59)}…` : cell
  const all: Record<string, string | number> = { cell: shown, ...facts }
  const message = sentences[code].replace(/\{(\w+)\}/g, (place, name: string) => String(all[name] ?? place))
  return { problem: { code, message, facts: all } }
}
