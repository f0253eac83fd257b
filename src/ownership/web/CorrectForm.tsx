import { Button, Group, Paper, Textarea, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { assetHistory } from '../../assets/assets.operations.ts'
import { type Chosen, PersonPicker } from '../../people/web/PersonPicker.tsx'
import { ask, useDo } from '../../platform/web/ask.ts'
import type { Answer } from '../../platform/web/call.ts'
import { useDraft } from '../../platform/web/draft.ts'
import { Form } from '../../platform/web/Form.tsx'
import { fieldOf } from '../../platform/web/local-time.ts'
import { Part } from '../../platform/web/Page.tsx'
import { correctOwnership } from '../ownership.operations.ts'
import { useAssetInQuestion } from './asset-in-question.ts'

interface Line {
  key: number
  owner: Chosen | null
  /** As the field writes it: local time to the minute. */
  since: string
  /** The exact instant that stood there, sent back unless the field was changed. */
  exact: string | null
}

/** A new account of who owned it since when, beside the old one, which stays readable. */
export default function CorrectForm() {
  const { params } = useAssetInQuestion()
  const { data } = useQuery({ ...ask(assetHistory, { params, query: {} }), staleTime: Number.POSITIVE_INFINITY })
  return data && <Correct tenures={data.tenures} />
}

function Correct({ tenures }: { tenures: Answer<typeof assetHistory>['tenures'] }) {
  const { say, params, done } = useAssetInQuestion()
  const correct = useDo(correctOwnership)
  const { draft, field } = useDraft({ reason: '' }, correct.error)
  const [lines, setLines] = useState<Line[]>(
    tenures
      .filter(({ superseded, owner }) => !superseded && owner)
      .map(({ owner, from }, key) => ({ key, owner, since: fieldOf(from), exact: from })),
  )
  const change = (key: number, patch: Partial<Line>) =>
    setLines(lines.map((line) => (line.key === key ? { ...line, ...patch } : line)))
  const complete = lines.length > 0 && lines.every(({ owner, since }) => owner && since)
  const submit = () =>
    correct.mutate(
      {
        params,
        body: {
          tenures: lines.map(({ owner, since, exact }) => ({
            ownerId: owner?.id ?? '',
            since: exact ?? new Date(since).toISOString(),
          })),
          // The history names every row there ever was, so their number is the last one's.
          seq: tenures.length,
          reason: draft.reason.trim(),
        },
      },
      { onSuccess: () => done(say('correct.done')) },
    )
  return (
    <Part title={say('action.correct')} lead={say('correct.lead')}>
      <Form
        onSubmit={submit}
        action={say('correct.action')}
        busy={correct.isPending}
        error={correct.error}
        disabled={!complete}
      >
        {lines.map((line, n) => (
          <Paper key={line.key} withBorder p="sm" role="group" aria-label={say('correct.line', { n: n + 1 })}>
            <Group align="flex-end" gap="sm">
              <PersonPicker
                label={say('asset.owner')}
                required
                value={line.owner}
                onChange={(owner) => change(line.key, { owner })}
              />
              <TextInput
                type="datetime-local"
                label={say('owners.from')}
                required
                value={line.since}
                max={fieldOf(new Date().toISOString())}
                onChange={(event) => change(line.key, { since: event.currentTarget.value, exact: null })}
              />
              <Button
                variant="default"
                disabled={lines.length === 1}
                aria-label={say('correct.remove_line', { n: n + 1 })}
                onClick={() => setLines(lines.filter(({ key }) => key !== line.key))}
              >
                {say('action.remove')}
              </Button>
            </Group>
          </Paper>
        ))}
        <Group>
          <Button
            variant="default"
            onClick={() =>
              setLines([
                ...lines,
                { key: Math.max(...lines.map(({ key }) => key)) + 1, owner: null, since: '', exact: null },
              ])
            }
          >
            {say('correct.add_line')}
          </Button>
        </Group>
        <Textarea label={say('field.reason')} required autosize minRows={2} maxLength={2000} {...field('reason')} />
      </Form>
    </Part>
  )
}
