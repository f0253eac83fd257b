import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useMe } from '../../people/web/session.ts'
import { usePaging } from '../../platform/web/address.ts'
import { ask } from '../../platform/web/ask.ts'
import type { Answer } from '../../platform/web/call.ts'
import { type Column, DataTable } from '../../platform/web/DataTable.tsx'
import { EmptyState } from '../../platform/web/EmptyState.tsx'
import { useFormats } from '../../platform/web/formats.ts'
import { LinkButton } from '../../platform/web/LinkButton.tsx'
import { Page } from '../../platform/web/Page.tsx'
import { useWords } from '../../platform/web/words.tsx'
import { listImports, outcomes, readImport } from '../imports.operations.ts'

type Summary = Answer<typeof listImports>['items'][number]

/** Lists that were brought in, newest first, and what became of them. */
export default function ImportsPage() {
  const say = useWords()
  const show = useFormats()
  const { may } = useMe()
  const { after } = usePaging()
  const { data, error, isPlaceholderData } = useQuery(ask(listImports, { query: { after, limit: 50 } }))
  const columns: Column<Summary>[] = [
    {
      id: 'file',
      header: say('import.file'),
      names: true,
      cell: ({ id, fileName }) => (
        <Link to="/imports/$id" params={{ id }}>
          {fileName}
        </Link>
      ),
    },
    { id: 'kind', header: say('import.list'), cell: ({ kind }) => say(`import.${kind}`) },
    { id: 'state', header: say('import.state'), cell: ({ state }) => say(`import.state_${state}`) },
    {
      id: 'rows',
      header: say('import.rows'),
      cell: ({ lines, counts }) =>
        outcomes
          .filter((outcome) => counts[outcome] > 0)
          .map((outcome) => `${say(`import.${outcome}`)} ${show.number(counts[outcome])}`)
          .join(' · ') || show.number(lines),
    },
    { id: 'when', header: say('import.when'), cell: ({ readAt }) => show.instant(readAt) },
    { id: 'who', header: say('import.who'), cell: ({ operator }) => operator.name },
  ]
  return (
    <Page
      title={say('import.title')}
      lead={say('import.lead')}
      actions={may(readImport) && <LinkButton to="/imports/new">{say('import.new')}</LinkButton>}
    >
      <DataTable
        caption={say('import.title')}
        columns={columns}
        rows={data?.items}
        rowId={({ id }) => id}
        error={error}
        stale={isPlaceholderData}
        next={data && (data.next || after) ? data.next : undefined}
        empty={<EmptyState title={say('import.none')}>{say('import.none_help')}</EmptyState>}
      />
    </Page>
  )
}
