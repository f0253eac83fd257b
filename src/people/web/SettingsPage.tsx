import { Link } from '@tanstack/react-router'
import { Page } from '../../platform/web/Page.tsx'
import { useWords } from '../../platform/web/words.tsx'
import { Departments, Sites } from './Places.tsx'
import { Tokens } from './Tokens.tsx'

/** What is set once: sites, departments, and the tokens of other programs. */
export default function SettingsPage() {
  const say = useWords()
  return (
    <Page title={say('settings.title')}>
      <Sites />
      <Departments />
      <Tokens />
      <p>
        <Link to="/ledger">{say('settings.ledger')}</Link>
      </p>
    </Page>
  )
}
