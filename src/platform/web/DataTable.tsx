// biome-ignore-all lint/a11y/noRedundantRoles: cards on a phone are made by `display`, with which some browsers drop the roles
import { Button, Group, Skeleton, Text, VisuallyHidden } from '@mantine/core'
import { IconArrowDown, IconArrowsSort, IconArrowUp } from '@tabler/icons-react'
import {
  createSortedRowModel,
  type RowData,
  rowSortingFeature,
  sortFns,
  tableFeatures,
  useTable,
} from '@tanstack/react-table'
import { type ReactNode, useMemo } from 'react'
import { usePaging } from './address.ts'
import classes from './DataTable.module.css'
import { useFormats } from './formats.ts'
import { ProblemNote } from './ProblemNote.tsx'
import { useWords } from './words.tsx'

const features = tableFeatures({ rowSortingFeature, sortedRowModel: createSortedRowModel(), sortFns })
const none: never[] = []

export interface Column<Row> {
  id: string
  header: string
  cell(row: Row): ReactNode
  /** What names the row; its cell is the row's header. One column has it. */
  names?: boolean
  /** Given only where the whole list is here: sorting a page of a longer list would lie. */
  sortBy?(row: Row): string | number
}

interface DataTableProps<Row> {
  /** Said to a screen reader. */
  caption: string
  columns: Column<Row>[]
  rows: readonly Row[] | undefined
  rowId(row: Row): string
  error?: unknown
  /** Another page is on its way while this one still shows. */
  stale?: boolean
  empty: ReactNode
  /** `next` of the answer; absent for a list that comes whole. */
  next?: string | null
  total?: number
}

/** A list: a real table at a desk, a card per row on a phone. Its state (filters, page) lives in the address, not here. */
export function DataTable<Row extends RowData>(props: DataTableProps<Row>) {
  const { caption, columns, rows, rowId, error, stale, empty } = props
  const defined = useMemo(
    () =>
      columns.map((column) => ({
        id: column.id,
        header: column.header,
        accessorFn: column.sortBy ?? (() => ''),
        enableSorting: column.sortBy !== undefined,
      })),
    [columns],
  )
  const table = useTable({ features, columns: defined, data: (rows ?? none) as Row[], getRowId: rowId })
  if (error && !rows) return <ProblemNote error={error} />
  if (rows?.length === 0 && props.next === undefined) return empty
  const byId = new Map(columns.map((column) => [column.id, column]))
  return (
    <div aria-busy={stale || !rows}>
      <ProblemNote error={error} />
      {rows?.length === 0 ? (
        empty
      ) : (
        <div className={classes.frame}>
          <table className={classes.table} data-stale={stale || undefined} role="table">
            <caption>
              <VisuallyHidden>{caption}</VisuallyHidden>
            </caption>
            <thead role="rowgroup">
              {table.getHeaderGroups().map((group) => (
                <tr key={group.id} role="row">
                  {group.headers.map(({ column, id }) => {
                    const sorted = column.getIsSorted()
                    return (
                      <th
                        key={id}
                        scope="col"
                        role="columnheader"
                        aria-sort={sorted ? (sorted === 'asc' ? 'ascending' : 'descending') : undefined}
                      >
                        {column.getCanSort() ? (
                          <button type="button" className={classes.sort} onClick={() => column.toggleSorting()}>
                            {byId.get(id)?.header}
                            {sorted === 'asc' ? (
                              <IconArrowUp size={14} aria-hidden />
                            ) : sorted ? (
                              <IconArrowDown size={14} aria-hidden />
                            ) : (
                              <IconArrowsSort size={14} aria-hidden />
                            )}
                          </button>
                        ) : (
                          byId.get(id)?.header
                        )}
                      </th>
                    )
                  })}
                </tr>
              ))}
            </thead>
            <tbody role="rowgroup">
              {rows
                ? table.getRowModel().rows.map((row) => (
                    <tr key={row.id} role="row">
                      {columns.map((column) => (
                        <Cell key={column.id} column={column} row={row.original} />
                      ))}
                    </tr>
                  ))
                : ['a', 'b', 'c', 'd', 'e', 'f'].map((line) => (
                    <tr key={line} role="row">
                      {columns.map(({ id }) => (
                        <td key={id} role="cell">
                          <Skeleton height={14} my={4} />
                        </td>
                      ))}
                    </tr>
                  ))}
            </tbody>
          </table>
        </div>
      )}
      {props.next !== undefined && <Paging next={props.next} count={rows?.length ?? 0} total={props.total} />}
    </div>
  )
}

function Cell<Row>({ column, row }: { column: Column<Row>; row: Row }) {
  const content = column.cell(row)
  const label = <span className={classes.label}>{column.header}</span>
  if (column.names)
    return (
      <th scope="row" role="rowheader" className={classes.names}>
        {content}
      </th>
    )
  return (
    <td role="cell" data-empty={content === null || content === '' || undefined}>
      {label}
      {content}
    </td>
  )
}

function Paging({ next, count, total }: { next: string | null; count: number; total: number | undefined }) {
  const say = useWords()
  const show = useFormats()
  const paging = usePaging()
  return (
    <Group justify="space-between" mt="sm" gap="xs">
      <Text size="sm" c="dimmed" role="status">
        {total === undefined
          ? say('list.count', { count })
          : total >= 10_000
            ? say('list.many', { total: show.number(total) })
            : say('list.total', { total })}
      </Text>
      {(next || paging.previous) && (
        <Group gap="xs" component="nav" aria-label={say('list.pages')}>
          <Button variant="default" disabled={!paging.previous} onClick={paging.previous}>
            {say('list.previous')}
          </Button>
          <Button variant="default" disabled={!next} onClick={() => next && paging.next(next)}>
            {say('list.next')}
          </Button>
        </Group>
      )}
    </Group>
  )
}
