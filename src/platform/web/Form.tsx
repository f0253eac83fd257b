import { Button, Group, Stack } from '@mantine/core'
import { useRouter } from '@tanstack/react-router'
import type { FormEvent, ReactNode } from 'react'
import { ProblemNote } from './ProblemNote.tsx'
import { useWords } from './words.tsx'

interface FormProps {
  onSubmit(): void
  action: string
  busy: boolean
  error?: unknown
  danger?: boolean
  disabled?: boolean
  /** What follows the refusal: a link to what somebody else changed, say. */
  afterError?: ReactNode
  children: ReactNode
}

/** A form of one page: its fields, its refusal where the eye is, one action and the way back. */
export function Form({ onSubmit, action, busy, error, danger, disabled, afterError, children }: FormProps) {
  const say = useWords()
  const router = useRouter()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!busy) onSubmit()
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="md">{children}</Stack>
      {Boolean(error) && <ProblemNote error={error}>{afterError}</ProblemNote>}
      <Group mt="lg" gap="xs">
        <Button type="submit" loading={busy} disabled={disabled} color={danger ? 'red.8' : undefined}>
          {action}
        </Button>
        <Button variant="default" onClick={() => router.history.back()}>
          {say('action.cancel')}
        </Button>
      </Group>
    </form>
  )
}
