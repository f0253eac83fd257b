import type { Readable } from 'node:stream'
import type { AssetItem } from '../assets/assets.operations.ts'
import type { Database, Reader } from '../platform/database/connect.ts'
import { inSnapshot } from '../platform/database/snapshot.ts'
import type { Past } from '../platform/past.ts'
import {
  type ExportColumn,
  type ExportRow,
  mediaTypes,
  type SheetFormat,
  writeSheet,
} from '../platform/sheets/write.ts'
import { type AssetFilter, assetPage } from './asset-list.store.ts'

const columns: (ExportColumn & { of: (asset: AssetItem) => string | number | boolean | null })[] = [
  { key: 'tag', name: 'Tag', of: (asset) => asset.tag },
  { key: 'name', name: 'Name', of: (asset) => asset.name },
  { key: 'kind', name: 'Kind', of: (asset) => asset.kind },
  { key: 'status', name: 'Status', of: (asset) => asset.status },
  { key: 'tier', name: 'Tier', type: 'number', of: (asset) => asset.tier },
  { key: 'serial', name: 'Serial', of: (asset) => asset.serial },
  { key: 'site', name: 'Site', of: (asset) => asset.site?.name ?? null },
  { key: 'owner', name: 'Owner', of: (asset) => asset.owner?.name ?? null },
  { key: 'ownerSince', name: 'Owner since', of: (asset) => asset.owner?.since ?? null },
  { key: 'ownerAccepted', name: 'Owner accepted', of: (asset) => (asset.owner ? !asset.owner.stated : null) },
  { key: 'ownerUnclear', name: 'Owner unclear', of: (asset) => asset.ownerUnclear },
  { key: 'id', name: 'Id', of: (asset) => asset.id },
]

/** The filtered list as a file, read in one snapshot so that it is one moment, streamed so that its size does not matter. */
export function assetSheet(
  database: Database,
  filter: AssetFilter,
  format: SheetFormat,
  past: Past | null,
): { name: string; type: string; bytes: Readable } {
  const stand = (past?.asOf ?? new Date().toISOString()).slice(0, 16).replace(/[:T]/g, '-')
  return {
    name: `assets-${stand}.${format}`,
    type: mediaTypes[format],
    bytes: writeSheet(
      format,
      columns,
      inSnapshot(database.reader, (snapshot) => rows(snapshot, filter, past)),
      { sheet: `Assets ${stand}` },
    ),
  }
}

async function* rows(snapshot: Reader, filter: AssetFilter, past: Past | null): AsyncGenerator<ExportRow> {
  let after: string | undefined
  do {
    const page = await assetPage(snapshot, filter, { after, limit: 2000 }, past)
    for (const asset of page.items) yield columns.map((column) => column.of(asset))
    after = page.next ?? undefined
  } while (after !== undefined)
}
