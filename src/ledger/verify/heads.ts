import type { Findings } from './finding.ts'
import type { Columns } from './json.ts'
import type { RowLine } from './stream.ts'

// The asset row shows its present owner: that must be the last of its tenures.

type Head = { seq: number; text: string }

const head = (seq: unknown, owner: unknown, since: unknown): Head => ({
  seq: Number(seq),
  text: `${seq} ${owner ?? null} ${Date.parse(String(since))}`,
})

export class Heads {
  readonly #findings: Findings
  readonly #shown = new Map<string, string>()
  readonly #last = new Map<string, Head>()

  constructor(findings: Findings) {
    this.#findings = findings
  }

  row({ table, row }: RowLine): void {
    if (table === 'asset') this.#asset(row)
    if (table === 'tenure') this.#tenure(row)
  }

  /** Call after the last row. */
  end(): void {
    for (const [id, shown] of this.#shown) {
      if (this.#last.get(id)?.text !== shown) this.#findings.add('head_differs', { table: 'asset', key: { id } })
    }
  }

  #asset(row: Columns): void {
    this.#shown.set(String(row.id), head(row.owner_seq, row.owner_id, row.owner_since).text)
  }

  #tenure(row: Columns): void {
    const asset = String(row.asset_id)
    const tenure = head(row.seq, row.owner_id, row.since)
    if (tenure.seq > (this.#last.get(asset)?.seq ?? 0)) this.#last.set(asset, tenure)
  }
}
