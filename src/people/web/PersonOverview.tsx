import { Group } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { Facts } from '../../platform/web/Facts.tsx'
import { useFormats } from '../../platform/web/formats.ts'
import { LinkButton } from '../../platform/web/LinkButton.tsx'
import { useMoment } from '../../platform/web/moment.ts'
import { useWords } from '../../platform/web/words.tsx'
import type { PersonDetail } from '../people.operations.ts'
import { usePersonOfAddress } from './PersonPage.tsx'
import { PersonState } from './PersonState.tsx'

/** Who a person is and what may be done about them. */
export function PersonOverview() {
  const { data: person } = usePersonOfAddress()
  const { past } = useMoment()
  if (!person) return null
  return (
    <>
      {!past && <Actions person={person} />}
      <PersonFacts person={person} />
    </>
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
    <Group gap="xs" mb="lg">
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
