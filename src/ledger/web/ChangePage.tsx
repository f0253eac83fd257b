import { Button, Paper, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { ask } from '../../platform/web/ask.ts'
import type { Answer } from '../../platform/web/call.ts'
import { Facts } from '../../platform/web/Facts.tsx'
import { useFormats } from '../../platform/web/formats.ts'
import { Block, Page } from '../../platform/web/Page.tsx'
import { ProblemNote } from '../../platform/web/ProblemNote.tsx'
import { useLanguage, useWords } from '../../platform/web/words.tsx'
import { getChange, inclusionProof } from '../ledger.operations.ts'
import { Provable } from './ActivityPage.tsx'
import classes from './ledger.module.css'

type Entry = Answer<typeof getChange>['items'][number]

/** One change: who, when, why, and its entries byte for byte as the tree holds them. */
export default function ChangePage() {
  const { say, find } = useLanguage()
  const show = useFormats()
  const { change } = useParams({ from: '/signed-in/activity/$change' })
  const { data, error } = useQuery(ask(getChange, { params: { id: change } }))
  return (
    <Page
      title={data ? (find(`operation.${data.operation}`) ?? data.operation) : error ? say('page.failed') : undefined}
      above={<Link to="/activity">{say('activity.title')}</Link>}
    >
      <ProblemNote error={error} />
      {data && (
        <>
          <Facts
            facts={[
              [say('activity.at'), show.exactly(data.at)],
              [say('activity.who'), data.actor?.name ?? say('timeline.database', { user: data.by })],
              [say('activity.behalf'), data.behalf?.name],
              [say('activity.where'), find(`origin.${data.origin}`) ?? data.origin],
              [say('field.reason'), data.reason],
              [say('activity.proof'), <Provable key="proof" activity={data} />],
              [say('activity.id'), data.change],
            ]}
          />
          <Block title={say('change.entries')}>
            {data.items.map((entry) => (
              <EntryCard key={entry.n} entry={entry} />
            ))}
          </Block>
        </>
      )}
    </Page>
  )
}

function EntryCard({ entry }: { entry: Entry }) {
  const say = useWords()
  const show = useFormats()
  const [proving, setProving] = useState(false)
  return (
    <Paper component="article" className={classes.entry} p="md">
      <Title order={3} size="h4">
        {entry.idx === null ? say('change.unproven') : say('change.entry', { idx: show.number(entry.idx) })}
      </Title>
      <Bytes title={say('change.bytes')} text={entry.bytes} />
      {entry.opening !== null && (
        <>
          <Bytes title={say('change.opening')} text={entry.opening} />
          <Bytes title={say('change.salt')} text={entry.salt ?? ''} />
        </>
      )}
      {entry.idx !== null && !proving && (
        <Button mt="sm" variant="default" onClick={() => setProving(true)}>
          {say('change.prove')}
        </Button>
      )}
      {entry.idx !== null && proving && <Proof idx={entry.idx} />}
    </Paper>
  )
}

function Proof({ idx }: { idx: number }) {
  const say = useWords()
  const { data, error } = useQuery(ask(inclusionProof, { query: { idx } }))
  return (
    <div role="status">
      <ProblemNote error={error} />
      {data && (
        <>
          <Text mt="sm">{say('change.proof', { size: data.size })}</Text>
          <Bytes title={say('change.leaf')} text={data.leaf} />
          <Bytes title={say('change.root')} text={data.root} />
          <Bytes title={say('change.path')} text={data.path.join('\n')} />
          {data.checkpoint && <Bytes title={say('ledger.checkpoint')} text={data.checkpoint} />}
        </>
      )}
    </div>
  )
}

/** Text that must be readable to the letter. */
export function Bytes({ title, text }: { title: string; text: string }) {
  return (
    <figure className={classes.figure}>
      <figcaption>{title}</figcaption>
      <pre className={classes.bytes}>{text}</pre>
    </figure>
  )
}
