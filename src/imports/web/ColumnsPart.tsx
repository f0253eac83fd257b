import { Alert, List, NativeSelect, Text } from '@mantine/core'
import { type Column, DataTable } from '../../platform/web/DataTable.tsx'
import { LinkButton } from '../../platform/web/LinkButton.tsx'
import { Block } from '../../platform/web/Page.tsx'
import { ProblemNote } from '../../platform/web/ProblemNote.tsx'
import { useWords } from '../../platform/web/words.tsx'
import type { ImportDetail } from '../imports.operations.ts'
import classes from './Choosing.module.css'
import { type Choosing, type ColumnField, useChoice } from './choice.ts'
import { useFieldChoices } from './field-choices.ts'
import { useImport } from './ImportPage.tsx'
import { ReadingSettings } from './ReadingSettings.tsx'
import { useSaid } from './said.ts'
import { UnknownOwners } from './UnknownOwners.tsx'
import { WordsOfFile } from './WordsOfFile.tsx'

/** What each column means, how it is read, and what happens to rows without a known owner. */
export default function ColumnsPart() {
  const { data: run } = useImport()
  return run ? <Columns run={run} /> : null
}

function Columns({ run }: { run: ImportDetail }) {
  const say = useWords()
  const said = useSaid()
  const choosing = useChoice(run)
  return (
    <>
      {choosing.locked && <Alert color="gray">{say('import.locked')}</Alert>}
      {run.missing.length > 0 && (
        <Alert color="red" variant="light" mb="md" role="status">
          {say('import.missing', { fields: run.missing.map((field) => said.field(field, run.kind)).join(', ') })}{' '}
          {run.missing.includes('kind') && say('import.missing_kind')}
        </Alert>
      )}
      <ProblemNote error={choosing.error} />
      <Block title={say('import.columns')}>
        <Text c="dimmed" mb="sm" maw="70ch">
          {say('import.columns_lead')}
        </Text>
        <ColumnsTable run={run} choosing={choosing} />
      </Block>
      <ReadingSettings run={run} choosing={choosing} />
      <WordsOfFile run={run} choosing={choosing} />
      {run.kind === 'assets' && <UnknownOwners choosing={choosing} />}
      {run.missing.length === 0 && (
        <LinkButton to="/imports/$id/preview" params={{ id: run.id }}>
          {say('import.to_preview')}
        </LinkButton>
      )}
    </>
  )
}

function ColumnsTable({ run, choosing }: { run: ImportDetail; choosing: Choosing }) {
  const say = useWords()
  const said = useSaid()
  const choices = useFieldChoices(run)
  const columns: Column<ImportDetail['columns'][number]>[] = [
    { id: 'name', header: say('import.column'), names: true, cell: ({ name }) => name },
    {
      id: 'samples',
      header: say('import.samples'),
      cell: ({ samples }) =>
        samples.length === 0 ? null : (
          <List size="sm" listStyleType="none">
            {samples.map((sample) => (
              <List.Item key={sample} style={{ overflowWrap: 'anywhere' }}>
                {sample}
              </List.Item>
            ))}
          </List>
        ),
    },
    {
      id: 'field',
      header: say('import.read_as'),
      cell: ({ index, name }) => (
        <NativeSelect
          aria-label={say('import.read_as_of', { column: name })}
          className={classes.choice}
          data={choices}
          disabled={choosing.locked}
          value={choosing.chosen.columns.find((column) => column.index === index)?.field ?? ''}
          onChange={(event) => choosing.readAs(index, (event.currentTarget.value || null) as ColumnField)}
        />
      ),
    },
    {
      id: 'why',
      header: say('import.why'),
      cell: (column) => (
        <Text size="sm" c="dimmed">
          {said.reason(column)}
        </Text>
      ),
    },
  ]
  return (
    <DataTable
      caption={say('import.columns')}
      columns={columns}
      rows={run.columns}
      rowId={({ index }) => String(index)}
      empty={null}
    />
  )
}
