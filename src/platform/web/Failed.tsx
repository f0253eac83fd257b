import { Button } from '@mantine/core'
import { Link, useRouter } from '@tanstack/react-router'
import { EmptyState } from './EmptyState.tsx'
import classes from './Failed.module.css'
import { Page } from './Page.tsx'
import { ProblemNote } from './ProblemNote.tsx'
import { useWords } from './words.tsx'

/** A page that could not be shown, and another try. */
export function Failed({ error }: { error: unknown }) {
  const say = useWords()
  const router = useRouter()
  return (
    <main className={classes.alone}>
      <Page title={say('page.failed')} narrow>
        <ProblemNote error={error} />
        <Button onClick={() => void router.invalidate()}>{say('page.again')}</Button>
      </Page>
    </main>
  )
}

/** An address that leads nowhere. */
export function NotFound() {
  const say = useWords()
  return (
    <main className={classes.alone}>
      <Page title={say('page.not_found')} narrow>
        <EmptyState title={say('page.not_found_help')}>
          <Link to="/">{say('nav.home')}</Link>
        </EmptyState>
      </Page>
    </main>
  )
}
