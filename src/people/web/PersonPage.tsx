import { Group } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, Outlet, useParams } from '@tanstack/react-router'
import { ask } from '../../platform/web/ask.ts'
import { Facts } from '../../platform/web/Facts.tsx'
import { useFormats } from '../../platform/web/formats.ts'
import { LinkButton } from '../../platform/web/LinkButton.tsx'
import { useMoment } from '../../platform/web/moment.ts'
import { Page } from '../../platform/web/Page.tsx'
import { ProblemNote } from '../../platform/web/ProblemNote.tsx'
import { useWords } from '../../platform/web/words.tsx'
import { getPerson, type PersonDetail } from '../people.operations.ts'
import { PersonState } from './PersonState.tsx'
import { useMe } from './session.ts'

/** One person: who they are and what may be done; below it whatever the address names (what they own, a form). */
export default function PersonPage() {
  const say = useWords()
  const me = useMe()
  const { id } = useParams({ from: '/signed-in/people/$id' })
  const { moment, past } = useMoment()
  const { data: person, error } = useQuery(ask(getPerson, { params: { id }, query: moment }))
  const seesAll = person && me.roles.length > 0
  return (
    <Page
      title={person?.name}
      timed
      above={seesAll ? <Link to="/people">{say('people.title')}</Link> : undefined}
      actions={person && !past && <Actions person={person} />}
    >
      <ProblemNote error={error} />
      {person && <PersonFacts person={person} />}
      <Outlet />
    </Page>
  )
}

function Actions({ person: { id, may } }: { person: PersonDetail }) {
  const say = useWords()
  const actions = [
    [may.edit, '/people/$id/edit', 'action.edit'],
    [may.setRoles, '/people/$id/roles', 'person.roles'],
    [may.setSignIn, '/people/$id/sign-in', 'person.sign_in'],
    [may.markLeaving, '/people/$id/leaving', 'person.mark_leaving'],
    [may.erase, '/people/$id/erase', 'person.erase'],
  ] as const
  return (
    <Group gap="xs">
      {actions.map(
        ([allowed, to, word]) =>
          allowed && (
            <LinkButton key={to} variant="default" to={to} params={{ id }}>
              {say(word)}
            </LinkButton>
          ),
      )}
    </Group>
  )
}

function PersonFacts({ person }: { person: PersonDetail }) {
  const say = useWords()
  const show = useFormats()
  return (
    <Facts
      facts={[
        [say('field.state'), <PersonState key="state" state={person.state} />],
        [say('field.jobTitle'), person.jobTitle],
        [say('field.department'), person.department?.name],
        [say('field.site'), person.site?.name],
        [
          say('field.manager'),
          person.manager && (
            <Link to="/people/$id" params={{ id: person.manager.id }}>
              {person.manager.name}
            </Link>
          ),
        ],
        [say('field.email'), person.email],
        [say('field.username'), person.username],
        [say('field.personnelNumber'), person.personnelNumber],
        [say('field.personKind'), person.kind === 'employee' ? null : say(`person.${person.kind}`)],
        [say('field.company'), person.company],
        [say('field.startDate'), person.startDate && show.date(person.startDate)],
        [say('field.endDate'), person.endDate && show.date(person.endDate)],
        [say('person.roles'), person.roles.map((role) => say(`role.${role}`)).join(', ')],
        [say('person.signs_in'), say(person.signsIn ? 'word.yes' : 'word.no')],
        [say('person.erased_at'), person.erasedAt && show.instant(person.erasedAt)],
      ]}
    />
  )
}
