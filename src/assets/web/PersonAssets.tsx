import { Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { personHistory } from '../../people/people.operations.ts'
import { PersonOverview } from '../../people/web/PersonOverview.tsx'
import { Timeline } from '../../people/web/Timeline.tsx'
import { ask } from '../../platform/web/ask.ts'
import { DataTable } from '../../platform/web/DataTable.tsx'
import { EmptyState } from '../../platform/web/EmptyState.tsx'
import { useMoment } from '../../platform/web/moment.ts'
import { Block } from '../../platform/web/Page.tsx'
import { useWords } from '../../platform/web/words.tsx'
import { listAssets } from '../assets.operations.ts'
import { useAssetColumns } from './asset-columns.tsx'
import { useReading } from './reading.ts'

const shown = 20

/** Who a person is, what they own and have in hand, and what happened, at the moment the page shows. */
export default function PersonAssets() {
  const { id } = useParams({ from: '/signed-in/people/$id' })
  return (
    <>
      <PersonOverview />
      <Held by="owner" id={id} />
      <Held by="holder" id={id} />
      <Happened id={id} />
    </>
  )
}

function Held({ by, id }: { by: 'owner' | 'holder'; id: string }) {
  const say = useWords()
  const { moment } = useMoment()
  const { data, error } = useQuery(ask(listAssets, { query: { ...moment, [by]: id, limit: shown, total: 'true' } }))
  const columns = useAssetColumns()
  const title = say(by === 'owner' ? 'person.owns' : 'person.holds')
  return (
    <Block title={data?.total === undefined ? title : `${title} (${data.total})`}>
      <DataTable
        caption={title}
        columns={columns}
        rows={data?.items}
        rowId={(asset) => asset.id}
        error={error}
        empty={<EmptyState title={say(by === 'owner' ? 'person.owns_nothing' : 'person.holds_nothing')} />}
      />
      {data?.next && (
        <Text mt="sm">
          <Link to="/assets" search={{ [by]: id }}>
            {say('person.all')}
          </Link>
        </Text>
      )}
    </Block>
  )
}

function Happened({ id }: { id: string }) {
  const say = useWords()
  const { moment } = useMoment()
  const { data } = useQuery(ask(personHistory, { params: { id }, query: moment }))
  const read = useReading()
  return data ? <Timeline title={say('timeline.title')} items={data.items} withAsset read={read} /> : null
}
