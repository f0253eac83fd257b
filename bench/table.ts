import type { Part } from './parts.ts'

interface Shown {
  perSecond: number
  /** of the latencies, in milliseconds */
  median: number
  /** CPU time of one request, in microseconds */
  node: number
  postgres: number
}

/** Two sides compared. */
export interface Compared {
  operation: string
  assets: number
  connections: number
  holdfast: Shown
  bare: Shown
  /** Holdfast's throughput over the other side's, of rounds that followed each other */
  ratio: { median: number; least: number; most: number }
  goal: 'half' | 'twice and 2 ms' | 'twice' | 'thrice' | 'five times' | 'none'
}

/** One line of the table: two sides, or a figure of its own. */
export type Measured = Compared | { operation: string; assets: number; megabytes: number; goal: '400 MB' }

const goals = {
  half: 'at least 0.50 of the throughput',
  'twice and 2 ms': 'at most 2 × the median + 2 ms',
  twice: 'at most 2 × the time',
  thrice: 'at most 3 × the time',
  'five times': 'at most 5 × the time',
  none: '',
  '400 MB': 'below 400 MB',
}

/** Whether a goal of the issue is met; null where there is none. */
export function met(one: Measured): boolean | null {
  if ('megabytes' in one) return one.megabytes < 400
  const { holdfast, bare, ratio } = one
  const times = 1 / ratio.median
  switch (one.goal) {
    case 'half':
      return ratio.median >= 0.5
    case 'twice and 2 ms':
      return holdfast.median <= 2 * bare.median + 2
    case 'twice':
      return times <= 2
    case 'thrice':
      return times <= 3
    case 'five times':
      return times <= 5
    case 'none':
      return null
  }
}

/** Prints where the time of writes goes. */
export function printParts(parts: Part[]): void {
  console.log('\nWhere the time of a write goes: CPU in microseconds, one at a time\n')
  console.log('| write | part | Node | PostgreSQL |')
  console.log('|---|---|---:|---:|')
  for (const { write, part, node, postgres } of parts)
    console.log(
      `| ${write} | ${part.replaceAll('|', '\\|')} | ${node ? number(node) : ''} | ${postgres ? number(postgres) : ''} |`,
    )
}

/** Prints everything as one table in Markdown, and where the time of a request goes as another. */
export function print(
  measured: Measured[],
  of: { version: string; cpus: number; rounds: number; seconds: number },
): void {
  const date = new Date().toISOString().slice(0, 16).replace('T', ' ')
  console.log(
    `\n${date} UTC · ${of.cpus} cores · PostgreSQL ${of.version} · Node ${process.version} · ${of.rounds} rounds of ${of.seconds} s a side\n`,
  )
  console.log('| operation | assets | connections | bare | Holdfast | ratio (least–most) | goal | met |')
  console.log('|---|---:|---:|---:|---:|---:|---|---|')
  for (const one of measured) {
    const met_ = { true: 'yes', false: '**no**', null: '' }[String(met(one)) as 'true']
    if ('megabytes' in one) {
      console.log(
        `| ${one.operation} | ${number(one.assets)} | | | ${number(one.megabytes)} MB | | ${goals[one.goal]} | ${met_} |`,
      )
      continue
    }
    const side = (shown: Shown) =>
      one.connections === 1 ? `${shown.median.toFixed(2)} ms` : `${number(shown.perSecond)}/s`
    const { median, least, most } = one.ratio
    const ratio =
      one.goal === 'twice and 2 ms'
        ? `${(one.holdfast.median / one.bare.median).toFixed(2)} ×`
        : one.goal === 'half'
          ? `${median.toFixed(2)} (${least.toFixed(2)}–${most.toFixed(2)})`
          : `${(1 / median).toFixed(2)} × (${(1 / most).toFixed(2)}–${(1 / least).toFixed(2)})`
    console.log(
      `| ${one.operation} | ${number(one.assets)} | ${one.connections} | ${side(one.bare)} | ${side(one.holdfast)} | ${ratio} | ${goals[one.goal]} | ${met_} |`,
    )
  }
  console.log('\nCPU time of one request at 16 connections, in microseconds\n')
  console.log('| operation | assets | bare: Node | bare: PostgreSQL | Holdfast: Node | Holdfast: PostgreSQL |')
  console.log('|---|---:|---:|---:|---:|---:|')
  for (const one of measured)
    if ('connections' in one && one.connections === 16)
      console.log(
        `| ${one.operation} | ${number(one.assets)} | ${number(one.bare.node)} | ${number(one.bare.postgres)} | ${number(one.holdfast.node)} | ${number(one.holdfast.postgres)} |`,
      )
}

const number = (value: number) => Math.round(value).toLocaleString('en')
