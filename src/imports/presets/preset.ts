import type { Field, ImportKind } from '../fields.ts'

/** Why a column of a known tool is left out: `technical` serves that tool alone, `implied` says again what other columns say. */
export type LeftOut = 'technical' | 'implied' | 'not_kept' | 'unclear'

/** A list of a known tool, by the headings it writes in its exports and import templates. */
export interface Preset {
  id: string
  name: string
  kind: ImportKind
  /** Headings that together only this list has. */
  signature: string[]
  /** Where the tool's headings say something else than the same words do elsewhere. */
  columns: Record<string, Field | LeftOut>
  /** What the tool writes for a status or a kind where it writes no words. */
  meanings?: Partial<Record<Field, Record<string, string>>>
  /** What its things are when no column says it: the id of a delivered kind. */
  assetKind?: string
}
