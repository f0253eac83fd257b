import {
  IconBox,
  IconFileImport,
  IconHistory,
  IconHome,
  IconInbox,
  IconSettings,
  IconUserQuestion,
  IconUsers,
} from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { Link, useRouter } from '@tanstack/react-router'
import { listAssets, registerAsset } from './assets/assets.operations.ts'
import { decideFind } from './assets/owner-unclear.operations.ts'
import { listActivity } from './ledger/ledger.operations.ts'
import { inbox } from './ownership/ownership.operations.ts'
import { addPerson, listPeople } from './people/people.operations.ts'
import { listTokens, signOut } from './people/sign-in.operations.ts'
import { useMe } from './people/web/session.ts'
import { useDo } from './platform/web/ask.ts'
import { Shell } from './platform/web/Shell.tsx'
import { useWords } from './platform/web/words.tsx'

/** Who is signed in sees where they may go: a destination is shown when its operation may be called. */
export function SignedIn() {
  const say = useWords()
  const me = useMe()
  const router = useRouter()
  const queries = useQueryClient()
  const end = useDo(signOut)
  const destinations = [
    { to: '/', label: say('nav.home'), icon: IconHome, shown: true },
    { to: '/inbox', label: say('nav.inbox'), icon: IconInbox, shown: me.may(inbox) },
    { to: '/assets', label: say('nav.assets'), icon: IconBox, shown: me.may(listAssets) },
    { to: '/finds', label: say('nav.finds'), icon: IconUserQuestion, shown: me.may(decideFind) },
    { to: '/people', label: say('nav.people'), icon: IconUsers, shown: me.may(listPeople) },
    {
      to: '/imports',
      label: say('nav.imports'),
      icon: IconFileImport,
      shown: me.may(registerAsset) || me.may(addPerson),
    },
    { to: '/activity', label: say('nav.activity'), icon: IconHistory, shown: me.may(listActivity) },
    { to: '/settings', label: say('nav.settings'), icon: IconSettings, shown: me.may(listTokens) },
  ]
  const leave = () =>
    end.mutate(
      {},
      {
        onSettled: () => {
          queries.clear()
          void router.navigate({ to: '/sign-in', search: { asOf: undefined, knownAt: undefined } })
        },
      },
    )
  return (
    <Shell
      organisation={me.organisation}
      destinations={destinations
        .filter(({ shown }) => shown)
        .map(({ icon: Icon, ...one }) => ({ ...one, icon: <Icon size={18} stroke={1.6} aria-hidden /> }))}
      person={
        <Link to="/people/$id" params={{ id: me.id }}>
          {me.name}
        </Link>
      }
      onSignOut={leave}
    />
  )
}
