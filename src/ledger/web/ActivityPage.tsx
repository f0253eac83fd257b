import { TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useAddress, usePaging } from '../../platform/web/address.ts'
import { ask } from '../../platform/web/ask.ts'
import type { Answer } from '../../platform/web/call.ts'
import { type Column, DataTable } from '../../platform/web/DataTable.tsx'
import { EmptyState } from '../../platform/web/EmptyState.tsx'
import { Filters } from '../../platform/web/Filters.tsx'
import { useFormats } from '../../platform/web/formats.ts'
import { fieldOf } from '../../platform/web/local-time.ts'
import { Page } from '../../platform/web/Page.tsx'
import { useLanguage } from '../../platform/web/words.tsx'
import { listActivity } from '../ledger.operations.ts'

export type Activity = Answer<typeof listActivity>['items'][number]

/** Every change of every record, newest first. */
export default function ActivityPage() {
  const { say, find } = useLanguage()
  const show = useFormats()
  const [search, change] = useAddress()
  const { after } = usePaging()
  const { from, until, actor, operation } = search
  const { data, error, isPlaceholderData } = useQuery(
    ask(listActivity, { query: { from, until, actor, operation, after, limit: 50 } }),
  )
  const columns: Column<Activity>[] = [
    {
      id: 'what',
      header: say('activity.what'),
      names: true,
      cell: (one) => (
        <Link to="/activity/$change" params={{ change: one.change }}>
          {find(`operation.${one.operation}`) ?? one.operation}
        </Link>
      ),
    },
    { id: 'at', header: say('activity.at'), cell: ({ at }) => show.exactly(at) },
    {
      id: 'who',
      header: say('activity.who'),
      cell: (one) => one.actor?.name ?? say('timeline.database', { user: one.by }),
    },
    { id: 'where', header: say('activity.where'), cell: ({ origin }) => find(`origin.${origin}`) ?? origin },
    { id: 'why', header: say('field.reason'), cell: ({ reason }) => reason },
    { id: 'proof', header: say('activity.proof'), cell: (one) => <Provable activity={one} /> },
  ]
  const instant = (field: string) => (field ? new Date(field).toISOString() : undefined)
  return (
    <Page
      title={say('activity.title')}
      lead={say('activity.lead')}
      actions={<Link to="/ledger">{say('ledger.title')}</Link>}
    >
      <Filters>
        <TextInput
          type="datetime-local"
          label={say('activity.from')}
          value={fieldOf(from)}
          onChange={(event) => change({ from: instant(event.currentTarget.value) })}
        />
        <TextInput
          type="datetime-local"
          label={say('activity.until')}
          value={fieldOf(until)}
          onChange={(event) => change({ until: instant(event.currentTarget.value) })}
        />
      </Filters>
      <DataTable
        caption={say('activity.title')}
        columns={columns}
        rows={data?.items}
        rowId={({ change: id }) => id}
        error={error}
        stale={isPlaceholderData}
        next={data ? data.next : undefined}
        empty={<EmptyState title={say('activity.none')}>{say('list.none_help')}</EmptyState>}
      />
    </Page>
  )
}

/** Whether the tree holds all of a change's entries yet. */
export function Provable({ activity: { entries, provable } }: { activity: Activity }) {
  const { say } = useLanguage()
  return (
    <>{provable >= entries ? say('activity.provable', { entries }) : say('activity.stored', { entries, provable })}</>
  )
}
