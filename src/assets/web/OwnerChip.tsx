import { useFormats } from '../../platform/web/formats.ts'
import { useWords } from '../../platform/web/words.tsx'
import type { AssetItem } from '../assets.operations.ts'
import classes from './OwnerChip.module.css'

/** The one accountable person and since when. Solid when accepted; dashed while somebody only said so. */
export function OwnerChip({ asset, size }: { asset: Pick<AssetItem, 'owner' | 'ownerUnclear'>; size?: 'large' }) {
  const say = useWords()
  const show = useFormats()
  const { owner, ownerUnclear } = asset
  if (!owner) return <span>{say('owner.none')}</span>
  return (
    <span className={size ? classes.large : classes.chip} data-stated={owner.stated || undefined}>
      <span className={classes.name}>{owner.name}</span>
      <span className={classes.since}>{say('owner.since', { day: show.day(owner.since) })}</span>
      {owner.stated && <span className={classes.badge}>{say('owner.stated')}</span>}
      {ownerUnclear && <span className={classes.badge}>{say('owner.unclear')}</span>}
    </span>
  )
}
