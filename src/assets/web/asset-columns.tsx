import { Link } from '@tanstack/react-router'
import type { Column } from '../../platform/web/DataTable.tsx'
import { useWords } from '../../platform/web/words.tsx'
import type { AssetItem } from '../assets.operations.ts'
import classes from './asset-columns.module.css'
import { useKinds } from './kinds.ts'
import { OwnerChip } from './OwnerChip.tsx'
import { TierBadge } from './TierBadge.tsx'

/** The columns of every list of assets; the owner always stands second. */
export function useAssetColumns(): Column<AssetItem>[] {
  const say = useWords()
  const { named } = useKinds()
  return [
    {
      id: 'name',
      header: say('field.name'),
      names: true,
      cell: ({ id, name }) => (
        <Link to="/assets/$id" params={{ id }}>
          {name}
        </Link>
      ),
    },
    { id: 'owner', header: say('asset.owner'), cell: (asset) => <OwnerChip asset={asset} /> },
    { id: 'tier', header: say('field.tier'), cell: ({ tier }) => <TierBadge tier={tier} /> },
    { id: 'status', header: say('field.status'), cell: ({ status }) => say(`status.${status}`) },
    { id: 'tag', header: say('field.tag'), cell: ({ tag }) => <span className={classes.tag}>{tag}</span> },
    { id: 'kind', header: say('field.kind'), cell: ({ kind }) => named(kind) },
    { id: 'serial', header: say('field.serial'), cell: ({ serial }) => serial },
    { id: 'site', header: say('field.site'), cell: ({ site }) => site?.name ?? null },
  ]
}
