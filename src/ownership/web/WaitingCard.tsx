import { Button, Group, Paper, Text, Textarea, Title } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { useKinds } from '../../assets/web/kinds.ts'
import { Sentence } from '../../platform/web/ConfirmBySentence.tsx'
import { useFormats } from '../../platform/web/formats.ts'
import { useNotice } from '../../platform/web/Notice.tsx'
import { ProblemNote } from '../../platform/web/ProblemNote.tsx'
import { useWords } from '../../platform/web/words.tsx'
import type { Waiting } from '../ownership.operations.ts'
import classes from './WaitingCard.module.css'
import { agreeTo, refuseWith, useSpoken } from './waiting.ts'

interface WaitingCardProps {
  waiting: Waiting
  /** Of its heading, which stands below the page's or a block's. */
  level: 2 | 3
  /** The sentence that was ticked; kept by the page, so that several can be sent together. */
  agreed: string | undefined
  onAgree(sentence: string | undefined): void
  /** What went wrong with this one when several were sent. */
  error?: unknown
}

/** One thing that waits: what it is, who asks, the sentence to agree to, and the way to say no. */
export function WaitingCard({ waiting, level, agreed, onAgree, error }: WaitingCardProps) {
  const say = useWords()
  const show = useFormats()
  const notice = useNotice()
  const queries = useQueryClient()
  const { named } = useKinds()
  const spoken = useSpoken(waiting)
  const [refusing, setRefusing] = useState(false)
  const { asset, what } = waiting
  const agree = useMutation({
    mutationFn: (sentence: string) => agreeTo(waiting, sentence),
    onSuccess: () => {
      notice(say(`inbox.done_${what === 'release' ? 'release' : 'accept'}`, { asset: asset.name }))
      void queries.invalidateQueries()
    },
  })
  const said = {
    accept: () => say('inbox.accept', { from: waiting.from?.name ?? '' }),
    stated: () => say('inbox.stated'),
    release: () => say('inbox.release', { to: waiting.to?.name ?? '' }),
    offered: () => say('inbox.offered', { to: waiting.to?.name ?? '' }),
  }[what]()
  const ticked = spoken !== undefined && agreed === spoken.sentence
  return (
    <Paper component="article" className={classes.card} p="md" aria-label={`${asset.tag} ${asset.name}`}>
      <Title order={level} size="h4">
        <Link to="/assets/$id" params={{ id: asset.id }}>
          {asset.name}
        </Link>
      </Title>
      <Text size="sm" c="dimmed">
        {[asset.tag, named(asset.kind), asset.serial, asset.site].filter(Boolean).join(' · ')}
      </Text>
      <Text mt={4}>
        {said} {say('inbox.since', { day: show.day(waiting.since) })}
        {waiting.expiresAt && ` ${say('transfer.expires', { instant: show.instant(waiting.expiresAt) })}`}
      </Text>
      {waiting.reason && <Text size="sm">{say('timeline.reason', { reason: waiting.reason })}</Text>}
      <ProblemNote error={agree.error ?? error} />
      <div className={classes.answer}>
        {spoken && !refusing && (
          <Sentence spoken={spoken} agreed={ticked} onAgree={(yes) => onAgree(yes ? spoken.sentence : undefined)}>
            <Button
              loading={agree.isPending}
              disabled={!ticked}
              onClick={() => agreed !== undefined && agree.mutate(agreed)}
            >
              {say(
                what === 'release' ? 'action.release' : what === 'stated' ? 'action.confirm_owner' : 'action.accept',
              )}
            </Button>
            <Button variant="default" onClick={() => setRefusing(true)}>
              {say(`inbox.no_${what}`)}
            </Button>
          </Sentence>
        )}
        {!spoken && !refusing && (
          <Button variant="default" onClick={() => setRefusing(true)}>
            {say('inbox.no_offered')}
          </Button>
        )}
        {refusing && <Refusing waiting={waiting} onClose={() => setRefusing(false)} />}
      </div>
    </Paper>
  )
}

function Refusing({ waiting, onClose }: { waiting: Waiting; onClose(): void }) {
  const say = useWords()
  const notice = useNotice()
  const queries = useQueryClient()
  const [reason, setReason] = useState('')
  const refuse = useMutation({
    mutationFn: () => refuseWith(waiting, reason.trim()),
    onSuccess: () => {
      notice(say('inbox.done_no', { asset: waiting.asset.name }))
      void queries.invalidateQueries()
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    refuse.mutate()
  }
  return (
    <form onSubmit={submit}>
      <Textarea
        label={say('inbox.why_not')}
        required
        autoFocus
        autosize
        minRows={2}
        maxLength={2000}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <ProblemNote error={refuse.error} />
      <Group gap="xs" mt="sm">
        <Button type="submit" loading={refuse.isPending}>
          {say(`inbox.no_${waiting.what}`)}
        </Button>
        <Button variant="default" onClick={onClose}>
          {say('action.back')}
        </Button>
      </Group>
    </form>
  )
}
