import { Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { ask } from '../../platform/web/ask.ts'
import { EmptyState } from '../../platform/web/EmptyState.tsx'
import { Block, Page } from '../../platform/web/Page.tsx'
import { ProblemNote } from '../../platform/web/ProblemNote.tsx'
import { useWords } from '../../platform/web/words.tsx'
import { inbox } from '../ownership.operations.ts'
import { WaitingList } from './WaitingList.tsx'

/** What waits for me, and what I wait for. */
export default function InboxPage() {
  const say = useWords()
  const { data, error } = useQuery(ask(inbox, {}))
  const mine = data?.items.filter(({ what }) => what !== 'offered') ?? []
  const others = data?.items.filter(({ what }) => what === 'offered') ?? []
  return (
    <Page title={say('inbox.title')} narrow>
      <ProblemNote error={error} />
      {data && mine.length === 0 && <EmptyState title={say('inbox.none')}>{say('inbox.none_help')}</EmptyState>}
      <WaitingList items={mine} level={2} />
      {data?.more && <Text>{say('inbox.more')}</Text>}
      {others.length > 0 && (
        <Block title={say('inbox.others')}>
          <WaitingList items={others} level={3} />
        </Block>
      )}
    </Page>
  )
}
