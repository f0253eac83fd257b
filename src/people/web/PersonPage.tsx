import { useQuery } from '@tanstack/react-query'
import { Link, Outlet, useParams } from '@tanstack/react-router'
import { ask } from '../../platform/web/ask.ts'
import { useMoment } from '../../platform/web/moment.ts'
import { Page } from '../../platform/web/Page.tsx'
import { ProblemNote } from '../../platform/web/ProblemNote.tsx'
import { useWords } from '../../platform/web/words.tsx'
import { getPerson, listPeople } from '../people.operations.ts'
import { useMe } from './session.ts'

/** The person of the address at the moment of the address. */
export function usePersonOfAddress() {
  const { id } = useParams({ from: '/signed-in/people/$id' })
  const { moment } = useMoment()
  return useQuery(ask(getPerson, { params: { id }, query: moment }))
}

/** One person; below the name whatever the address says (who they are and what they own, or a form). */
export default function PersonPage() {
  const say = useWords()
  const me = useMe()
  const { data: person, error } = usePersonOfAddress()
  return (
    <Page
      title={person?.name ?? (error ? say('page.failed') : undefined)}
      timed
      above={me.may(listPeople) && <Link to="/people">{say('people.title')}</Link>}
    >
      {error && !person && <ProblemNote error={error} />}
      {person && <Outlet />}
    </Page>
  )
}
