import { Button, Group, Paper, Text, Textarea, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { useMe } from '../../people/web/session.ts'
import { usePaging } from '../../platform/web/address.ts'
import { ask, useDo } from '../../platform/web/ask.ts'
import type { Answer } from '../../platform/web/call.ts'
import { EmptyState } from '../../platform/web/EmptyState.tsx'
import { useFormats } from '../../platform/web/formats.ts'
import { LinkButton } from '../../platform/web/LinkButton.tsx'
import { useNotice } from '../../platform/web/Notice.tsx'
import { Page } from '../../platform/web/Page.tsx'
import { ProblemNote } from '../../platform/web/ProblemNote.tsx'
import { useWords } from '../../platform/web/words.tsx'
import { decideFind, listFinds } from '../owner-unclear.operations.ts'
import classes from './FindsPage.module.css'

type Find = Answer<typeof listFinds>['items'][number]

/** Assets whose owner is unclear: each ends in an offer to the right person, or in the decision to keep the provisional owner. */
export default function FindsPage() {
  const say = useWords()
  const { after, next, previous } = usePaging()
  const { data, error } = useQuery(ask(listFinds, { query: { after, limit: 50 } }))
  return (
    <Page title={say('finds.title')} lead={say('finds.lead')} narrow>
      <ProblemNote error={error} />
      {data?.items.length === 0 && <EmptyState title={say('finds.none')} />}
      {data?.items.map((find) => (
        <FindCard key={find.id} find={find} />
      ))}
      {(data?.next || previous) && (
        <Group mt="md">
          <Button variant="default" disabled={!previous} onClick={previous}>
            {say('list.previous')}
          </Button>
          <Button variant="default" disabled={!data?.next} onClick={() => data?.next && next(data.next)}>
            {say('list.next')}
          </Button>
        </Group>
      )}
    </Page>
  )
}

function FindCard({ find }: { find: Find }) {
  const say = useWords()
  const show = useFormats()
  const notice = useNotice()
  const { may } = useMe()
  const decide = useDo(decideFind)
  const [keeping, setKeeping] = useState(false)
  const [reason, setReason] = useState('')
  const { asset } = find
  const submit = (event: FormEvent) => {
    event.preventDefault()
    decide.mutate(
      { params: { id: find.id }, body: { decision: 'kept', reason } },
      { onSuccess: () => notice(say('finds.decided', { asset: asset.name })) },
    )
  }
  return (
    <Paper component="article" className={classes.card} p="md" aria-label={`${asset.tag} ${asset.name}`}>
      <Title order={2} size="h4">
        <Link to="/assets/$id" params={{ id: asset.id }}>
          {asset.name}
        </Link>{' '}
        <Text span c="dimmed" size="sm">
          {asset.tag}
        </Text>
      </Title>
      <Text size="sm">
        {find.stated ? say('find.stated', { stated: find.stated }) : say('find.help')}{' '}
        {find.owner && say('finds.owner_now', { owner: find.owner.name, day: show.day(find.openedAt) })}
      </Text>
      {find.reason && <Text size="sm">{say('timeline.reason', { reason: find.reason })}</Text>}
      {may(decideFind) && !keeping && (
        <Group gap="xs" mt="sm">
          <LinkButton to="/assets/$id/offer" params={{ id: asset.id }}>
            {say('finds.offer')}
          </LinkButton>
          <Button variant="default" onClick={() => setKeeping(true)}>
            {say('finds.keep')}
          </Button>
        </Group>
      )}
      {keeping && (
        <form onSubmit={submit}>
          <Textarea
            mt="sm"
            label={say('finds.why_keep')}
            required
            autosize
            minRows={2}
            maxLength={2000}
            autoFocus
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          <ProblemNote error={decide.error} />
          <Group gap="xs" mt="sm">
            <Button type="submit" loading={decide.isPending}>
              {say('finds.keep')}
            </Button>
            <Button variant="default" onClick={() => setKeeping(false)}>
              {say('action.cancel')}
            </Button>
          </Group>
        </form>
      )}
    </Paper>
  )
}
