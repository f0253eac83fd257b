import type { Report } from './verify.ts'

const count = (n: number, one: string, many: string): string => `${n} ${n === 1 ? one : many}`

/** What a report says to people: the verdict first. */
export function sentences(report: Report): string[] {
  const { findings, more, head, pending, erased, trusted } = report
  if (!report.ok) {
    const rest = more > 0 ? [`… and ${more} more.`] : []
    const advice = 'Keep what was checked as it is, and every checkpoint and backup you hold.'
    return ['DOES NOT FIT', ...findings.map((f) => f.message), ...rest, advice]
  }
  const entries = count(report.entries, 'entry', 'entries')
  const checkpoints = count(report.checkpoints, 'checkpoint', 'checkpoints')
  const compare =
    'The keys were taken from the file itself. Compare them with those you were given, or name yours with --key:'
  return [
    'FITS',
    `${entries} under ${checkpoints}, ${report.rows} rows and ${report.versions} versions that equal their entries.`,
    head ? `The last checkpoint is ${head.origin} at ${head.size}, root ${head.root}.` : 'There is no checkpoint yet.',
    ...(pending > 0 ? [`${count(pending, 'entry is', 'entries are')} written but not in the tree yet.`] : []),
    ...(erased > 0
      ? [`${count(erased, 'personal part was', 'personal parts were')} erased; the ledger says so itself.`]
      : []),
    ...(trusted ? [] : [compare, ...report.keys]),
  ]
}
