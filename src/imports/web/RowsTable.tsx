import { List, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { type Column, DataTable } from '../../platform/web/DataTable.tsx'
import { useWords } from '../../platform/web/words.tsx'
import type { ImportDetail, ImportRow } from '../imports.operations.ts'
import classes from './RowsTable.module.css'
import { useSaid } from './said.ts'

interface RowsTableProps {
  run: ImportDetail
  caption: string
  rows: readonly ImportRow[] | undefined
  /** Absent for a list that comes whole. */
  next?: string | null | undefined
  error?: unknown
  stale?: boolean
  empty: ReactNode
}

/** Rows of a file as they stand there, with what becomes of them and why. */
export function RowsTable({ run, ...rest }: RowsTableProps) {
  const say = useWords()
  const columns: Column<ImportRow>[] = [
    { id: 'line', header: say('import.line'), names: true, cell: ({ line }) => say('import.line_n', { line }) },
    { id: 'row', header: say('import.row'), cell: (row) => <Cells run={run} row={row} /> },
    {
      id: 'outcome',
      header: say('import.outcome'),
      cell: ({ outcome }) => (outcome ? say(`import.${outcome}`) : null),
    },
    { id: 'problems', header: say('import.remarks'), cell: (row) => <Problems row={row} /> },
  ]
  return <DataTable {...rest} columns={columns} rowId={({ line }) => String(line)} />
}

/** What a row is told by, the plainest first. */
const telling = ['name', 'tag', 'serial', 'personnelNumber', 'email', 'username', 'familyName', 'givenName', 'model']

/** The cells to tell the row by; all of them when opened. A row that is in the register leads there. */
function Cells({ run, row: { cells, subjectId } }: { run: ImportDetail; row: ImportRow }) {
  const say = useWords()
  const filled = run.columns.flatMap(({ index, name, field }) => {
    const text = cells?.[index]?.trim()
    return text ? [{ name, text, field }] : []
  })
  const rank = ({ field }: { field: string | null }) =>
    telling.indexOf(field ?? '') + 1 || telling.length + (field ? 1 : 2)
  const first = filled.toSorted((a, b) => rank(a) - rank(b)).slice(0, 4)
  return (
    <div className={classes.cells}>
      {cells ? (
        <details>
          <summary>
            {first
              .map(({ text }) => text)
              .join(' · ')
              .slice(0, 160)}
          </summary>
          <dl className={classes.all}>
            {filled.map(({ name, text }) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{text}</dd>
              </div>
            ))}
          </dl>
        </details>
      ) : (
        <Text size="sm">{say('import.cells_gone')}</Text>
      )}
      {subjectId &&
        (run.kind === 'people' ? (
          <Link to="/people/$id" params={{ id: subjectId }}>
            {say('import.open_person')}
          </Link>
        ) : (
          <Link to="/assets/$id" params={{ id: subjectId }}>
            {say('import.open_asset')}
          </Link>
        ))}
    </div>
  )
}

function Problems({ row: { problems } }: { row: ImportRow }) {
  const said = useSaid()
  if (problems.length === 0) return null
  return (
    <List size="sm" listStyleType={problems.length > 1 ? 'disc' : 'none'} className={classes.problems}>
      {problems.map((problem) => (
        <List.Item key={`${problem.column} ${problem.code} ${problem.message}`}>
          {problem.column && <b>{problem.column}: </b>}
          {said.problem(problem)}
        </List.Item>
      ))}
    </List>
  )
}
