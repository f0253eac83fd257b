import { Alert, Button, Group, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { ask, useDo } from '../../platform/web/ask.ts'
import { EmptyState } from '../../platform/web/EmptyState.tsx'
import { LinkButton } from '../../platform/web/LinkButton.tsx'
import { Block } from '../../platform/web/Page.tsx'
import { ProblemNote } from '../../platform/web/ProblemNote.tsx'
import { useWords } from '../../platform/web/words.tsx'
import { type ImportDetail, outcomes, previewImport, runImport } from '../imports.operations.ts'
import { Counts } from './Counts.tsx'
import { isRunning, useImport } from './ImportPage.tsx'
import { RowsTable } from './RowsTable.tsx'

/** Rows shown at first: each is a card on a phone. */
const some = 25

/** What would happen, before anything does; and the step from one to the other. */
export default function PreviewPart() {
  const { data: run } = useImport()
  return run ? <Preview run={run} /> : null
}

function Preview({ run }: { run: ImportDetail }) {
  const say = useWords()
  const navigate = useNavigate()
  const start = useDo(runImport)
  const { data, error } = useQuery(ask(previewImport, { params: { id: run.id } }))
  const [all, setAll] = useState(false)
  const count = data ? outcomes.reduce((sum, outcome) => sum + data.counts[outcome], 0) : 0
  const toColumns = (
    <LinkButton variant="default" to="/imports/$id/columns" params={{ id: run.id }}>
      {say('import.step_columns')}
    </LinkButton>
  )
  if (error && !data) return <ProblemNote error={error}>{toColumns}</ProblemNote>
  if (data && count === 0) return <EmptyState title={say('import.nothing_left')} />
  const lacksOwner = run.kind === 'assets' && run.provisionalOwner === null
  const begin = () =>
    start.mutate(
      { params: { id: run.id } },
      { onSuccess: () => navigate({ to: '/imports/$id/result', params: { id: run.id } }) },
    )
  return (
    <>
      <Block title={say('import.preview')}>
        <Text c="dimmed" mb="md">
          {say('import.preview_lead')}
        </Text>
        {data ? <Counts counts={data.counts} /> : <Text role="status">{say('page.loading')}</Text>}
        {lacksOwner && (
          <Alert color="red" variant="light" mt="md">
            {say('import.needs_provisional')}
          </Alert>
        )}
        <ProblemNote error={start.error} />
        <Group mt="lg" gap="xs">
          <Button loading={start.isPending} disabled={!data || lacksOwner || isRunning(run)} onClick={begin}>
            {say('import.run', { count })}
          </Button>
          {toColumns}
        </Group>
      </Block>
      <Block title={say('import.look_at')}>
        <Text c="dimmed" mb="sm">
          {say('import.first_rows_help')}
        </Text>
        <RowsTable
          run={run}
          caption={say('import.first_rows')}
          rows={all ? data?.rows : data?.rows.slice(0, some)}
          empty={null}
        />
        {data && !all && data.rows.length > some && (
          <Button mt="sm" variant="default" onClick={() => setAll(true)}>
            {say('import.more_rows', { count: data.rows.length - some })}
          </Button>
        )}
      </Block>
    </>
  )
}
