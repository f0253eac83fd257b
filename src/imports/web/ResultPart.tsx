import { Button, Group, NativeSelect, Progress, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { listPeople } from '../../people/people.operations.ts'
import { useMe } from '../../people/web/session.ts'
import { useAddress, usePaging } from '../../platform/web/address.ts'
import { ask, useDo } from '../../platform/web/ask.ts'
import { EmptyState } from '../../platform/web/EmptyState.tsx'
import { useFormats } from '../../platform/web/formats.ts'
import { LinkButton } from '../../platform/web/LinkButton.tsx'
import { Block } from '../../platform/web/Page.tsx'
import { ProblemNote } from '../../platform/web/ProblemNote.tsx'
import { useWords } from '../../platform/web/words.tsx'
import { type ImportDetail, importRows, outcomes, runImport } from '../imports.operations.ts'
import { Counts } from './Counts.tsx'
import { isRunning, useImport } from './ImportPage.tsx'
import { RowsTable } from './RowsTable.tsx'

/** How far it is; then what became of every row, and another try for those that wait. */
export default function ResultPart() {
  const say = useWords()
  const { data: run } = useImport()
  if (!run) return null
  if (run.state === 'read')
    return (
      <EmptyState title={say('import.not_started')}>
        <LinkButton to="/imports/$id/columns" params={{ id: run.id }}>
          {say('import.step_columns')}
        </LinkButton>
      </EmptyState>
    )
  return (
    <>
      <Block title={say('import.result')}>
        {isRunning(run) ? <Running run={run} /> : <Ended run={run} />}
        <Counts counts={run.counts} />
        {!isRunning(run) && <Next run={run} />}
      </Block>
      {!isRunning(run) && <Rows run={run} />}
    </>
  )
}

function Running({ run: { done, lines, state } }: { run: ImportDetail }) {
  const say = useWords()
  return (
    <div role="status">
      <Text mb={6}>{state === 'linking' ? say('import.linking') : say('import.running', { done, lines })}</Text>
      <Progress
        value={lines === 0 ? 100 : (done / lines) * 100}
        animated={state === 'linking'}
        aria-label={say('import.progress')}
        mb="md"
      />
    </div>
  )
}

function Ended({ run: { finishedAt } }: { run: ImportDetail }) {
  const say = useWords()
  const show = useFormats()
  return (
    <Text role="status" mb="md">
      {finishedAt && say('import.done', { instant: show.instant(finishedAt) })}
    </Text>
  )
}

/** Where the new things are, and another try. */
function Next({ run }: { run: ImportDetail }) {
  const say = useWords()
  const { may } = useMe()
  const again = useDo(runImport)
  const { waiting, added } = run.counts
  return (
    <>
      {waiting > 0 && (
        <Text mt="md" c="dimmed">
          {say('import.again_help')}
        </Text>
      )}
      <ProblemNote error={again.error} />
      <Group mt="md" gap="xs">
        {waiting > 0 && may(runImport) && (
          <Button loading={again.isPending} onClick={() => again.mutate({ params: { id: run.id } })}>
            {say('import.again', { count: waiting })}
          </Button>
        )}
        {run.kind === 'assets' && (
          <LinkButton variant="default" to="/assets">
            {say('import.to_assets')}
          </LinkButton>
        )}
        {run.kind === 'assets' && run.unclear === 'register' && added > 0 && (
          <LinkButton variant="default" to="/finds">
            {say('import.to_finds')}
          </LinkButton>
        )}
        {run.kind === 'people' && may(listPeople) && (
          <LinkButton variant="default" to="/people">
            {say('import.to_people')}
          </LinkButton>
        )}
      </Group>
    </>
  )
}

const shown = ['remarks', ...outcomes, 'all'] as const

function Rows({ run }: { run: ImportDetail }) {
  const say = useWords()
  const [search, change] = useAddress()
  const { after } = usePaging()
  const { counts } = run
  const first = counts.refused > 0 ? 'refused' : counts.waiting > 0 ? 'waiting' : 'remarks'
  const which = shown.find((one) => one === search.rows) ?? first
  const query = which === 'all' ? {} : which === 'remarks' ? { remarks: 'true' as const } : { outcome: which }
  const { data, error, isPlaceholderData } = useQuery(
    ask(importRows, { params: { id: run.id }, query: { ...query, after, limit: 50 } }),
  )
  const label = (one: (typeof shown)[number]) =>
    one === 'all'
      ? say('import.all_rows')
      : one === 'remarks'
        ? say('import.with_remarks')
        : `${say(`import.${one}`)} (${counts[one]})`
  return (
    <Block title={say('import.rows')}>
      <NativeSelect
        mb="sm"
        maw="20rem"
        label={say('import.show')}
        value={which}
        data={shown.map((one) => ({ value: one, label: label(one) }))}
        onChange={(event) => change({ rows: event.currentTarget.value })}
      />
      <RowsTable
        run={run}
        caption={label(which)}
        rows={data?.items}
        error={error}
        stale={isPlaceholderData}
        next={data && (data.next || after) ? data.next : undefined}
        empty={<EmptyState title={say('import.no_rows')} />}
      />
    </Block>
  )
}
