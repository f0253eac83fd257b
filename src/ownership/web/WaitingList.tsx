import { Button, Group, Text } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useNotice } from '../../platform/web/Notice.tsx'
import { useLanguage } from '../../platform/web/words.tsx'
import type { Waiting } from '../ownership.operations.ts'
import { WaitingCard } from './WaitingCard.tsx'
import classes from './WaitingList.module.css'
import { agreeTo, keyOf } from './waiting.ts'

/** What waits, each with its sentence. Several that are ticked go together; every one keeps its own words and its own answer. */
export function WaitingList({ items, level }: { items: Waiting[]; level: 2 | 3 }) {
  const { say, language } = useLanguage()
  const notice = useNotice()
  const queries = useQueryClient()
  const [agreed, setAgreed] = useState<Record<string, string>>({})
  const [errors, setErrors] = useState<Record<string, unknown>>({})
  const open = items.filter(({ what }) => what !== 'offered')
  const ticked = open.filter((item) => agreed[keyOf(item)] !== undefined)
  const send = useMutation({
    mutationFn: async () => {
      const failed: Record<string, unknown> = {}
      // One after the other: each is a change of its own, and the server answers each by itself.
      for (const item of ticked)
        await agreeTo(item, agreed[keyOf(item)] ?? '').catch((error) => Object.assign(failed, { [keyOf(item)]: error }))
      return failed
    },
    onSuccess: (failed) => {
      setErrors(failed)
      setAgreed({})
      const [bad, good] = [Object.keys(failed).length, ticked.length - Object.keys(failed).length]
      notice(bad ? say('inbox.several_some', { good, bad }) : say('inbox.several_done', { good }))
      void queries.invalidateQueries()
    },
  })
  const tickAll = () =>
    setAgreed(
      Object.fromEntries(
        open.map((item) => [keyOf(item), item.wordings[language] ?? Object.values(item.wordings)[0] ?? '']),
      ),
    )
  return (
    <>
      {items.map((item) => (
        <WaitingCard
          key={keyOf(item)}
          level={level}
          waiting={item}
          agreed={agreed[keyOf(item)]}
          error={errors[keyOf(item)]}
          onAgree={(sentence) => {
            const { [keyOf(item)]: _, ...others } = agreed
            setAgreed(sentence === undefined ? others : { ...others, [keyOf(item)]: sentence })
          }}
        />
      ))}
      {open.length > 1 && (
        <Group className={classes.several} justify="space-between" gap="xs">
          <Text size="sm" role="status">
            {say('inbox.ticked', { count: ticked.length, of: open.length })}
          </Text>
          <Group gap="xs">
            <Button variant="default" onClick={tickAll} disabled={ticked.length === open.length}>
              {say('inbox.tick_all')}
            </Button>
            <Button disabled={ticked.length < 2} loading={send.isPending} onClick={() => send.mutate()}>
              {say('inbox.send_several')}
            </Button>
          </Group>
        </Group>
      )}
    </>
  )
}
