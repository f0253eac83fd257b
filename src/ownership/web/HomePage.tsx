import { Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { keepsInventory, listAssets } from '../../assets/assets.operations.ts'
import { useMe } from '../../people/web/session.ts'
import { ask } from '../../platform/web/ask.ts'
import { EmptyState } from '../../platform/web/EmptyState.tsx'
import { useFormats } from '../../platform/web/formats.ts'
import { Block, Page } from '../../platform/web/Page.tsx'
import { ProblemNote } from '../../platform/web/ProblemNote.tsx'
import { useWords } from '../../platform/web/words.tsx'
import { inbox } from '../ownership.operations.ts'
import classes from './HomePage.module.css'
import { WaitingList } from './WaitingList.tsx'

const shown = 5

/** What waits for me, then, for those who keep the inventory, what falls short; every number opens its list. */
export default function HomePage() {
  const say = useWords()
  const me = useMe()
  const { data, error } = useQuery(ask(inbox, {}))
  const waiting = data?.items.filter(({ what }) => what !== 'offered') ?? []
  const keeper = me.roles.some((role) => keepsInventory.some((one) => one === role))
  return (
    <Page title={say('home.title', { name: me.name })}>
      <ProblemNote error={error} />
      <Block title={say('home.waiting')}>
        {data && waiting.length === 0 && <EmptyState title={say('inbox.none')} />}
        <div className={classes.waiting}>
          <WaitingList items={waiting.slice(0, shown)} level={3} />
        </div>
        {waiting.length > shown && (
          <Text>
            <Link to="/inbox">{say('home.all_waiting', { count: waiting.length })}</Link>
          </Text>
        )}
      </Block>
      <Block title={say('home.mine')}>
        <ul className={classes.counts}>
          <Count label={say('home.owned')} search={{ owner: me.id }} />
          <Count label={say('home.held')} search={{ holder: me.id }} />
        </ul>
      </Block>
      {keeper && (
        <Block title={say('home.register')}>
          <ul className={classes.counts}>
            <Count label={say('home.all')} search={{}} />
            <Count label={say('home.stated')} search={{ stated: 'true' }} shortfall />
            <Count label={say('home.unclear')} search={{ unclear: 'true' }} shortfall to="/finds" />
          </ul>
        </Block>
      )}
      {keeper && <Beginning />}
    </Page>
  )
}

type Filter = { owner?: string; holder?: string; stated?: 'true'; unclear?: 'true' }

function Count(props: { label: string; search: Filter; shortfall?: boolean; to?: '/finds' }) {
  const show = useFormats()
  const { data } = useQuery(ask(listAssets, { query: { ...props.search, limit: 1, total: 'true' } }))
  const total = data?.total
  return (
    <li>
      <Link
        to={props.to ?? '/assets'}
        search={props.to ? {} : props.search}
        className={classes.count}
        data-short={(props.shortfall && total) || undefined}
      >
        <span className={classes.number}>{total === undefined ? '…' : show.number(total)}</span>
        <span>{props.label}</span>
      </Link>
    </li>
  )
}

/** While the register is empty: what to do first. */
function Beginning() {
  const say = useWords()
  const { data } = useQuery(ask(listAssets, { query: { limit: 1, total: 'true' } }))
  if (data?.items.length !== 0) return null
  return (
    <Block title={say('home.begin')}>
      <ol className={classes.steps}>
        <li>
          <Link to="/imports">{say('home.begin_people')}</Link>
        </li>
        <li>
          <Link to="/imports">{say('home.begin_assets')}</Link>
        </li>
        <li>
          <Link to="/assets/new">{say('home.begin_one')}</Link>
        </li>
      </ol>
    </Block>
  )
}
