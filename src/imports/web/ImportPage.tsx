import { Alert, List } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, Navigate, Outlet, useParams } from '@tanstack/react-router'
import { ask } from '../../platform/web/ask.ts'
import { Page } from '../../platform/web/Page.tsx'
import { ProblemNote } from '../../platform/web/ProblemNote.tsx'
import { useWords } from '../../platform/web/words.tsx'
import { getImport, type ImportDetail } from '../imports.operations.ts'
import classes from './ImportPage.module.css'
import { useSaid } from './said.ts'

/** How often a running import is asked for its progress. */
const pause = 700
export const isRunning = ({ state }: Pick<ImportDetail, 'state'>) => state === 'running' || state === 'linking'

/** The import of the address; while it runs it is asked for again and again. */
export function useImport() {
  const { id } = useParams({ from: '/signed-in/imports/$id' })
  return useQuery({
    ...ask(getImport, { params: { id } }),
    refetchInterval: ({ state }) => (state.data && isRunning(state.data) ? pause : false),
  })
}

/** One list on its way in: its steps, each with an address of its own, and what was odd about the file. */
export default function ImportPage() {
  const say = useWords()
  const said = useSaid()
  const { data: run, error } = useImport()
  return (
    <Page
      title={run?.fileName ?? (error ? say('page.failed') : undefined)}
      above={
        <>
          <Link to="/imports">{say('import.title')}</Link>
          {run && ` · ${say(`import.${run.kind}`)}`}
        </>
      }
    >
      <ProblemNote error={run ? null : error} />
      {run && (
        <>
          <nav aria-label={say('import.steps')}>
            <ol className={classes.steps}>
              {steps.map(([step, to]) => (
                <li key={step}>
                  <Link to={to} params={{ id: run.id }} activeProps={{ 'aria-current': 'step' }}>
                    {say(`import.step_${step}`)}
                  </Link>
                </li>
              ))}
            </ol>
          </nav>
          {run.warnings.length > 0 && (
            <Alert color="gray" variant="light" mb="md">
              <List size="sm">
                {run.warnings.map((warning) => (
                  <List.Item key={warning.code}>{said.warning(warning)}</List.Item>
                ))}
              </List>
            </Alert>
          )}
          <Outlet />
        </>
      )}
    </Page>
  )
}
const steps = [
  ['columns', '/imports/$id/columns'],
  ['preview', '/imports/$id/preview'],
  ['result', '/imports/$id/result'],
] as const

/** Where an import stands: its result once it was started, its columns before. */
export function ImportStart() {
  const { data: run } = useImport()
  if (!run) return null
  return (
    <Navigate
      to={run.state === 'read' ? '/imports/$id/columns' : '/imports/$id/result'}
      params={{ id: run.id }}
      replace
    />
  )
}
