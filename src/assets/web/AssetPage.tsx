import { Alert } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, Outlet, useParams } from '@tanstack/react-router'
import { ask } from '../../platform/web/ask.ts'
import { useFormats } from '../../platform/web/formats.ts'
import { useMoment } from '../../platform/web/moment.ts'
import { Page } from '../../platform/web/Page.tsx'
import { ProblemNote } from '../../platform/web/ProblemNote.tsx'
import { useWords } from '../../platform/web/words.tsx'
import { type AssetDetail, getAsset } from '../assets.operations.ts'
import classes from './AssetPage.module.css'
import { useKinds } from './kinds.ts'
import { OwnerChip } from './OwnerChip.tsx'
import { TierBadge } from './TierBadge.tsx'

/** The asset of the address at the moment of the address. */
export function useAsset() {
  const { id } = useParams({ from: '/signed-in/assets/$id' })
  const { moment } = useMoment()
  return useQuery(ask(getAsset, { params: { id }, query: moment }))
}

/** One asset: owner, tier, status always on top; below whatever the address names (its fields and history, or a form). */
export default function AssetPage() {
  const say = useWords()
  const { data: asset, error } = useAsset()
  const { past } = useMoment()
  const { named } = useKinds()
  return (
    <Page
      title={asset?.name ?? (error ? say('page.failed') : undefined)}
      timed
      above={
        <>
          <Link to="/assets">{say('assets.title')}</Link>
          {asset && ` · ${named(asset.kind)} · ${asset.tag}`}
        </>
      }
    >
      {error && !asset && <ProblemNote error={error}>{past && say('asset.not_then')}</ProblemNote>}
      {asset && (
        <>
          <Standing asset={asset} />
          <Notes asset={asset} />
          <Outlet />
        </>
      )}
    </Page>
  )
}

function Standing({ asset }: { asset: AssetDetail }) {
  const say = useWords()
  const show = useFormats()
  const { holder } = asset
  return (
    <dl className={classes.standing}>
      <div>
        <dt>{say('asset.owner')}</dt>
        <dd>
          <OwnerChip asset={asset} size="large" />
        </dd>
      </div>
      <div>
        <dt>{say('field.tier')}</dt>
        <dd>
          <TierBadge tier={asset.tier} />
        </dd>
      </div>
      <div>
        <dt>{say('field.status')}</dt>
        <dd>{say(`status.${asset.status}`)}</dd>
      </div>
      <div>
        <dt>{say('asset.holder')}</dt>
        <dd>
          {holder
            ? say('asset.held_since', {
                holder: holder.person?.name ?? holder.place ?? '',
                day: show.day(holder.since),
              })
            : say('asset.no_holder')}
        </dd>
      </div>
    </dl>
  )
}

/** What is under way: an open transfer, an owner who is not clear. */
function Notes({ asset: { transfer, find, owner } }: { asset: AssetDetail }) {
  const say = useWords()
  const show = useFormats()
  return (
    <>
      {transfer && (
        <Alert
          variant="light"
          color="gray"
          mb="md"
          title={say('transfer.open', { from: transfer.from.name, to: transfer.to.name })}
        >
          {transfer.releasedAt
            ? say('transfer.released', {
                day: show.day(transfer.releasedAt),
                owner: owner?.name ?? '',
                to: transfer.to.name,
              })
            : say('transfer.unreleased', { owner: transfer.from.name })}{' '}
          {say('transfer.expires', { instant: show.instant(transfer.expiresAt) })}
          {transfer.reason && <p className={classes.reason}>{say('timeline.reason', { reason: transfer.reason })}</p>}
        </Alert>
      )}
      {find && (
        <Alert variant="light" color="gray" mb="md" title={say('find.open', { day: show.day(find.openedAt) })}>
          {find.stated ? say('find.stated', { stated: find.stated }) : say('find.help')}
        </Alert>
      )}
    </>
  )
}
