import { Page } from '../../platform/web/Page.tsx'
import { useWords } from '../../platform/web/words.tsx'

/** Lists of people and assets come in here. */
export default function ImportsPage() {
  const say = useWords()
  return <Page title={say('nav.imports')} />
}
