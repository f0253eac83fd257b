import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useMemo } from 'react'
import { Timeline } from '../../people/web/Timeline.tsx'
import { ask } from '../../platform/web/ask.ts'
import type { Answer } from '../../platform/web/call.ts'
import { type Column, DataTable } from '../../platform/web/DataTable.tsx'
import { useFormats } from '../../platform/web/formats.ts'
import { useMoment } from '../../platform/web/moment.ts'
import { Block } from '../../platform/web/Page.tsx'
import { ProblemNote } from '../../platform/web/ProblemNote.tsx'
import { useLanguage } from '../../platform/web/words.tsx'
import { assetHistory } from '../assets.operations.ts'
import { AssetActions } from './AssetActions.tsx'
import { AssetFacts } from './AssetFacts.tsx'
import { useAsset } from './AssetPage.tsx'
import { useReading } from './reading.ts'

/** What is known about an asset, who owned it when, and everything that happened to it. */
export default function AssetOverview() {
  const { say } = useLanguage()
  const { id } = useParams({ from: '/signed-in/assets/$id' })
  const { moment, past } = useMoment()
  const { data: asset } = useAsset()
  const { data: history, error } = useQuery(ask(assetHistory, { params: { id }, query: moment }))
  const read = useReading()
  return (
    <>
      {asset && !past && <AssetActions asset={asset} />}
      {asset && <AssetFacts asset={asset} />}
      <ProblemNote error={error} />
      {history && history.tenures.length > 0 && <Owners tenures={history.tenures} past={past} />}
      {history && <Timeline title={say('timeline.title')} items={history.items} read={read} />}
    </>
  )
}

type Tenure = Answer<typeof assetHistory>['tenures'][number]

function Owners({ tenures, past }: { tenures: Tenure[]; past: boolean }) {
  const { say } = useLanguage()
  const show = useFormats()
  const columns: Column<Tenure>[] = [
    {
      id: 'owner',
      header: say('asset.owner'),
      names: true,
      cell: ({ superseded, owner }) => {
        if (!owner) return say('owner.none')
        const link = (
          <Link to="/people/$id" params={{ id: owner.id }}>
            {owner.name}
          </Link>
        )
        return superseded ? <del>{link}</del> : link
      },
    },
    { id: 'from', header: say('owners.from'), cell: ({ from }) => show.instant(from) },
    {
      id: 'until',
      header: say('owners.until'),
      cell: ({ until, superseded, owner }) =>
        until ? show.instant(until) : superseded || !owner ? null : say(past ? 'owners.open_then' : 'owners.open'),
    },
    {
      id: 'how',
      header: say('owners.how'),
      cell: ({ superseded, accepted, owner }) =>
        superseded ? say('owners.superseded') : owner && say(accepted ? 'owners.accepted' : 'owner.stated'),
    },
  ]
  // Only where the register learned it later than it was true.
  if (tenures.some(({ from, recordedAt }) => from !== recordedAt))
    columns.push({
      id: 'recorded',
      header: say('owners.recorded'),
      cell: ({ from, recordedAt }) => (from === recordedAt ? null : show.instant(recordedAt)),
    })
  // Newest first, as everywhere; what a correction replaced stays readable below what replaced it.
  const newest = useMemo(() => [...tenures].reverse(), [tenures])
  return (
    <Block title={say('owners.title')}>
      <DataTable
        caption={say('owners.title')}
        columns={columns}
        rows={newest}
        rowId={({ from, recordedAt }) => `${from} ${recordedAt}`}
        empty={null}
      />
    </Block>
  )
}
