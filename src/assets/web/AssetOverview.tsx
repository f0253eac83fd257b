import { Table } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { listDepartments, listSites } from '../../people/people.operations.ts'
import { Timeline } from '../../people/web/Timeline.tsx'
import { ask } from '../../platform/web/ask.ts'
import type { Answer } from '../../platform/web/call.ts'
import { useFormats } from '../../platform/web/formats.ts'
import { useMoment } from '../../platform/web/moment.ts'
import { Block } from '../../platform/web/Page.tsx'
import { ProblemNote } from '../../platform/web/ProblemNote.tsx'
import { useLanguage } from '../../platform/web/words.tsx'
import { assetHistory } from '../assets.operations.ts'
import { AssetFacts } from './AssetFacts.tsx'
import { useAsset } from './AssetPage.tsx'
import { useKinds } from './kinds.ts'

/** What is known about an asset, who owned it when, and everything that happened to it. */
export default function AssetOverview() {
  const { say } = useLanguage()
  const { id } = useParams({ from: '/signed-in/assets/$id' })
  const { moment } = useMoment()
  const { data: asset } = useAsset()
  const { data: history, error } = useQuery(ask(assetHistory, { params: { id }, query: moment }))
  const read = useReading()
  return (
    <>
      {asset && <AssetFacts asset={asset} />}
      <ProblemNote error={error} />
      {history && history.tenures.length > 0 && <Owners tenures={history.tenures} />}
      {history && <Timeline title={say('timeline.title')} items={history.items} read={read} />}
    </>
  )
}

function Owners({ tenures }: { tenures: Answer<typeof assetHistory>['tenures'] }) {
  const { say } = useLanguage()
  const show = useFormats()
  // Newest first, as everywhere; what a correction replaced stays readable below what replaced it.
  const newest = tenures.filter(({ owner }) => owner).reverse()
  return (
    <Block title={say('owners.title')}>
      <Table.ScrollContainer minWidth={320}>
        <Table verticalSpacing="xs">
          <thead>
            <tr>
              <th scope="col">{say('asset.owner')}</th>
              <th scope="col">{say('owners.from')}</th>
              <th scope="col">{say('owners.until')}</th>
              <th scope="col">{say('owners.how')}</th>
            </tr>
          </thead>
          <tbody>
            {newest.map((tenure) => (
              <tr key={`${tenure.recordedAt}${tenure.from}`} data-superseded={tenure.superseded || undefined}>
                <th scope="row">
                  {tenure.superseded ? (
                    <del>{tenure.owner?.name}</del>
                  ) : (
                    <Link to={'/people/$id' as never} params={{ id: tenure.owner?.id } as never}>
                      {tenure.owner?.name}
                    </Link>
                  )}
                </th>
                <td>{show.instant(tenure.from)}</td>
                <td>{tenure.until ? show.instant(tenure.until) : say('owners.open')}</td>
                <td>
                  {tenure.superseded
                    ? say('owners.superseded')
                    : tenure.accepted
                      ? say('owners.accepted')
                      : say('owner.stated')}
                  {tenure.from !== tenure.recordedAt &&
                    ` · ${say('owners.recorded', { instant: show.instant(tenure.recordedAt) })}`}
                </td>
              </tr>
            ))}
          </tbody>
        </Table>
      </Table.ScrollContainer>
    </Block>
  )
}

/** The history keeps ids; people read names. */
function useReading() {
  const sites = useQuery(ask(listSites, {})).data?.items ?? []
  const departments = useQuery(ask(listDepartments, {})).data?.items ?? []
  const { named } = useKinds()
  return (field: string, value: unknown): string | undefined => {
    if (field === 'kind_id') return named(String(value))
    if (field === 'site_id') return sites.find(({ id }) => id === value)?.name
    if (field === 'department_id') return departments.find(({ id }) => id === value)?.name
    return undefined
  }
}
