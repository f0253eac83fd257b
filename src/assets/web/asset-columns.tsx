import { Link } from '@tanstack/react-router'
import type { Column } from '../../platform/web/DataTable.tsx'
import { useWords } from '../../platform/web/words.tsx'
import type { AssetItem } from '../assets.operations.ts'
import classes from './asset-columns.module.css'
import { useKinds } from './kinds.ts'
import { OwnerChip } from './OwnerChip.tsx'
import { TierBadge } from './TierBadge.tsx'

/** The columns of every list of assets; what it is called and its numbers first, its owner second. */
export function useAssetColumns(): Column<AssetItem>[] {
  const say = useWords()
  const { named } = useKinds()
  return [
    {
      id: 'name',
      header: say('field.name'),
      names: true,
      cell: ({ id, name, tag, serial }) => (
        <>
          <Link to="/assets/$id" params={{ id }}>
            {name}
          </Link>
          <span className={classes.numbers}>{[tag, serial].filter(Boolean).join(' · ')}</span>
        </>
      ),
    },
    { id: 'owner', header: say('asset.owner'), cell: (asset) => <OwnerChip asset={asset} /> },
    { id: 'tier', header: say('field.tier'), cell: ({ tier }) => <TierBadge tier={tier} /> },
    { id: 'status', header: say('field.status'), cell: ({ status }) => say(`status.${status}`) },
    { id: 'kind', header: say('field.kind'), cell: ({ kind }) => named(kind) },
    { id: 'site', header: say('field.site'), cell: ({ site }) => site?.name ?? null },
  ]
}
