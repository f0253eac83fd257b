import '@mantine/core/styles.css'
import './platform/web/ground.css'
import { MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  RouterProvider,
  redirect,
  retainSearchParams,
} from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { z } from 'zod'
import { setupState } from './people/sign-in.operations.ts'
import { askMe } from './people/web/session.ts'
import { plainSearch, type Search } from './platform/web/address.ts'
import { ask, createQueries } from './platform/web/ask.ts'
import { Problem } from './platform/web/call.ts'
import { Failed, NotFound } from './platform/web/Failed.tsx'
import { NoticeProvider } from './platform/web/Notice.tsx'
import { meaning, theme } from './platform/web/theme.ts'
import { hasChosenLanguage, ownLanguage, WordsProvider } from './platform/web/words.tsx'
import { SignedIn } from './SignedIn.tsx'
import { catalogues } from './words/words.ts'

// The content policy of the server forbids code made at run time; without this zod would try it once and be reported.
z.config({ jitless: true })

const askSetup = { ...ask(setupState, {}), staleTime: Number.POSITIVE_INFINITY }

/** When reading meets the end of the session, the frame is asked for again, and leads to sign-in and back. */
const queries = createQueries((operation) => {
  if (operation === askMe.queryKey[0]) return
  queries.removeQueries({ queryKey: askMe.queryKey })
  void router.invalidate()
})

const root = createRootRoute({
  validateSearch: (search: Record<string, unknown>): Search => search as Search,
  search: { middlewares: [retainSearchParams(['asOf', 'knownAt'])] },
  // Until the register is set up, every address leads to the first five questions.
  beforeLoad: async ({ location }) => {
    const { done } = await queries.ensureQueryData(askSetup)
    const here = location.pathname === '/setup'
    if (!done && !here) throw redirect({ to: '/setup' })
    if (done && here) throw redirect({ to: '/' })
  },
  component: Outlet,
  errorComponent: Failed,
  notFoundComponent: NotFound,
})
const setup = createRoute({
  getParentRoute: () => root,
  path: '/setup',
  component: lazyRouteComponent(() => import('./people/web/SetupPage.tsx')),
})
const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  component: lazyRouteComponent(() => import('./people/web/SignInPage.tsx')),
})
const signedIn = createRoute({
  getParentRoute: () => root,
  id: 'signed-in',
  beforeLoad: async ({ location }) => {
    await queries.ensureQueryData(askMe).catch((error) => {
      if (error instanceof Problem && error.code === 'not_signed_in')
        throw redirect({ to: '/sign-in', search: { back: location.href } })
      throw error
    })
  },
  component: SignedIn,
  errorComponent: Failed,
  notFoundComponent: NotFound,
})

const inside = { getParentRoute: () => signedIn }
const person = createRoute({
  ...inside,
  path: '/people/$id',
  component: lazyRouteComponent(() => import('./people/web/PersonPage.tsx')),
})
const ofPerson = { getParentRoute: () => person }
const personForm = (name: 'RolesForm' | 'SignInForm' | 'LeavingForm' | 'EraseForm') =>
  lazyRouteComponent(() => import('./people/web/PersonForms.tsx'), name)
const asset = createRoute({
  ...inside,
  path: '/assets/$id',
  component: lazyRouteComponent(() => import('./assets/web/AssetPage.tsx')),
})
const ofAsset = { getParentRoute: () => asset }
const sentenceForm = (name: 'AcceptForm' | 'ConfirmForm' | 'ReleaseForm') =>
  lazyRouteComponent(() => import('./ownership/web/SentenceForms.tsx'), name)
const reasonForm = (name: 'DeclineForm' | 'NotMineForm' | 'CancelForm' | 'DisposeForm') =>
  lazyRouteComponent(() => import('./ownership/web/ReasonForms.tsx'), name)

const list = createRoute({
  ...inside,
  path: '/imports/$id',
  component: lazyRouteComponent(() => import('./imports/web/ImportPage.tsx')),
})
const ofList = { getParentRoute: () => list }

const tree = root.addChildren([
  setup,
  signIn,
  signedIn.addChildren([
    createRoute({ ...inside, path: '/', component: lazyRouteComponent(() => import('./ownership/web/HomePage.tsx')) }),
    createRoute({
      ...inside,
      path: '/inbox',
      component: lazyRouteComponent(() => import('./ownership/web/InboxPage.tsx')),
    }),
    createRoute({
      ...inside,
      path: '/assets',
      component: lazyRouteComponent(() => import('./assets/web/AssetsPage.tsx')),
    }),
    createRoute({
      ...inside,
      path: '/assets/new',
      component: lazyRouteComponent(() => import('./assets/web/RegisterPage.tsx')),
    }),
    asset.addChildren([
      createRoute({
        ...ofAsset,
        path: '/',
        component: lazyRouteComponent(() => import('./assets/web/AssetOverview.tsx')),
      }),
      createRoute({
        ...ofAsset,
        path: '/edit',
        component: lazyRouteComponent(() => import('./assets/web/EditAsset.tsx')),
      }),
      createRoute({
        ...ofAsset,
        path: '/offer',
        component: lazyRouteComponent(() => import('./ownership/web/OfferForm.tsx')),
      }),
      createRoute({
        ...ofAsset,
        path: '/holder',
        component: lazyRouteComponent(() => import('./ownership/web/HolderForm.tsx')),
      }),
      createRoute({
        ...ofAsset,
        path: '/correct',
        component: lazyRouteComponent(() => import('./ownership/web/CorrectForm.tsx')),
      }),
      createRoute({ ...ofAsset, path: '/accept', component: sentenceForm('AcceptForm') }),
      createRoute({ ...ofAsset, path: '/confirm', component: sentenceForm('ConfirmForm') }),
      createRoute({ ...ofAsset, path: '/release', component: sentenceForm('ReleaseForm') }),
      createRoute({ ...ofAsset, path: '/decline', component: reasonForm('DeclineForm') }),
      createRoute({ ...ofAsset, path: '/not-mine', component: reasonForm('NotMineForm') }),
      createRoute({ ...ofAsset, path: '/cancel', component: reasonForm('CancelForm') }),
      createRoute({ ...ofAsset, path: '/dispose', component: reasonForm('DisposeForm') }),
    ]),
    createRoute({
      ...inside,
      path: '/finds',
      component: lazyRouteComponent(() => import('./assets/web/FindsPage.tsx')),
    }),
    createRoute({
      ...inside,
      path: '/people',
      component: lazyRouteComponent(() => import('./people/web/PeoplePage.tsx')),
    }),
    createRoute({
      ...inside,
      path: '/people/new',
      component: lazyRouteComponent(() => import('./people/web/AddPersonPage.tsx')),
    }),
    person.addChildren([
      createRoute({
        ...ofPerson,
        path: '/',
        component: lazyRouteComponent(() => import('./assets/web/PersonAssets.tsx')),
      }),
      createRoute({
        ...ofPerson,
        path: '/edit',
        component: lazyRouteComponent(() => import('./people/web/EditPerson.tsx')),
      }),
      createRoute({ ...ofPerson, path: '/roles', component: personForm('RolesForm') }),
      createRoute({ ...ofPerson, path: '/sign-in', component: personForm('SignInForm') }),
      createRoute({ ...ofPerson, path: '/leaving', component: personForm('LeavingForm') }),
      createRoute({ ...ofPerson, path: '/erase', component: personForm('EraseForm') }),
    ]),
    // A page comes in by one line here: its path, and where it is loaded from when it is opened. It is its file's default export.
    createRoute({
      ...inside,
      path: '/imports',
      component: lazyRouteComponent(() => import('./imports/web/ImportsPage.tsx')),
    }),
    createRoute({
      ...inside,
      path: '/imports/new',
      component: lazyRouteComponent(() => import('./imports/web/NewImportPage.tsx')),
    }),
    list.addChildren([
      createRoute({
        ...ofList,
        path: '/',
        component: lazyRouteComponent(() => import('./imports/web/ImportPage.tsx'), 'ImportStart'),
      }),
      createRoute({
        ...ofList,
        path: '/columns',
        component: lazyRouteComponent(() => import('./imports/web/ColumnsPart.tsx')),
      }),
      createRoute({
        ...ofList,
        path: '/preview',
        component: lazyRouteComponent(() => import('./imports/web/PreviewPart.tsx')),
      }),
      createRoute({
        ...ofList,
        path: '/result',
        component: lazyRouteComponent(() => import('./imports/web/ResultPart.tsx')),
      }),
    ]),
    createRoute({
      ...inside,
      path: '/activity',
      component: lazyRouteComponent(() => import('./ledger/web/ActivityPage.tsx')),
    }),
    createRoute({
      ...inside,
      path: '/activity/$change',
      component: lazyRouteComponent(() => import('./ledger/web/ChangePage.tsx')),
    }),
    createRoute({
      ...inside,
      path: '/ledger',
      component: lazyRouteComponent(() => import('./ledger/web/LedgerPage.tsx')),
    }),
    createRoute({
      ...inside,
      path: '/settings',
      component: lazyRouteComponent(() => import('./people/web/SettingsPage.tsx')),
    }),
  ]),
])
const router = createRouter({ routeTree: tree, ...plainSearch, scrollRestoration: true, defaultPreload: 'intent' })

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}

async function start(place: HTMLElement): Promise<void> {
  // What the register was set up in counts until somebody chooses on this device.
  const register = hasChosenLanguage() ? null : await queries.ensureQueryData(askSetup).catch(() => null)
  const language = register?.language ?? ownLanguage()
  createRoot(place).render(
    <StrictMode>
      <WordsProvider language={language} catalogue={await catalogues[language]()}>
        <MantineProvider theme={theme} cssVariablesResolver={meaning} defaultColorScheme="auto">
          <QueryClientProvider client={queries}>
            <NoticeProvider>
              <RouterProvider router={router} />
            </NoticeProvider>
          </QueryClientProvider>
        </MantineProvider>
      </WordsProvider>
    </StrictMode>,
  )
}
const place = document.getElementById('root')
if (place) void start(place)
