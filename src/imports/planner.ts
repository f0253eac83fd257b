import { type Kind, kinds } from '../assets/asset.store.ts'
import type { Locks } from '../platform/database/change.ts'
import type { Reader } from '../platform/database/connect.ts'
import { planAssetRows } from './asset-import.ts'
import type { AssetPlan } from './asset-plan.ts'
import { decidedRows, type Import, type StagedRow } from './import.store.ts'
import { planPeopleRows } from './people-import.ts'
import type { PersonPlan } from './people-plan.ts'
import { type ReadRow, rowReader } from './row.ts'

export type Plan = PersonPlan | AssetPlan

/** What of an import the plan of its rows hangs on. */
type Planned = Pick<Import, 'id' | 'kind' | 'mapping' | 'settings' | 'unclear'>

/** Reads and plans the rows of one import, chunk after chunk; remembers which line spoke of whom first. */
export class Planner {
  private readonly seen = new Map<string, number>()
  private last = 0
  private readonly run: Planned
  private readonly read: ReturnType<typeof rowReader>
  private readonly has: (kind: string, field: string) => boolean

  private constructor(run: Planned, known: readonly Kind[]) {
    this.run = run
    this.read = rowReader(run.kind, run.mapping.columns, run.settings, known)
    const fields = new Set(known.flatMap((kind) => kind.fields.map((field) => `${kind.id} ${field.id}`)))
    this.has = (kind, field) => fields.has(`${kind} ${field}`)
  }

  static async of(db: Reader | Locks, run: Planned): Promise<Planner> {
    return new Planner(run, await kinds(db))
  }

  reading(rows: readonly StagedRow[]): ReadRow[] {
    return rows.map((row) => this.read(row.line, row.cells))
  }

  async plan(db: Reader | Locks, rows: readonly ReadRow[], now: string): Promise<Plan[]> {
    this.last = rows.at(-1)?.line ?? this.last
    if (this.run.kind === 'people') return await planPeopleRows(db, rows, this.seen)
    return await planAssetRows(db, rows, this.seen, {
      unclear: this.run.unclear,
      kind: this.run.settings.kind,
      has: this.has,
      now,
    })
  }

  /** Takes in what earlier lines of the file said, where another run worked on them: one that broke off, or one beside this. */
  async catchUp(db: Locks, line: number, now: string): Promise<void> {
    for (;;) {
      const rows = await decidedRows(db, this.run.id, this.last, line, 2000)
      if (rows.length === 0) return
      await this.plan(db, this.reading(rows), now)
    }
  }
}
