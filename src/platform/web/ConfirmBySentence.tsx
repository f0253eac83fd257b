import { Button, Checkbox, Group, Paper } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import classes from './ConfirmBySentence.module.css'
import { useLanguage } from './words.tsx'

/** A sentence somebody agrees to, and the language it is in. */
export interface Spoken {
  sentence: string
  language: string
}

/** The sentence in the person's language if there is one, else the first. Exactly this goes to the server. */
export function useSentence(wordings: Record<string, string> | undefined): Spoken | undefined {
  const { language } = useLanguage()
  const [first] = Object.entries(wordings ?? {})
  const own = wordings?.[language]
  if (own !== undefined) return { sentence: own, language }
  return first && { sentence: first[1], language: first[0] }
}

/** The exact wording with a box to tick; below it whatever acts on it. */
export function Sentence(props: {
  spoken: Spoken
  agreed: boolean
  onAgree(agreed: boolean): void
  children?: ReactNode
}) {
  return (
    <Paper className={classes.sheet} p="md">
      <Checkbox
        size="md"
        lang={props.spoken.language}
        label={props.spoken.sentence}
        checked={props.agreed}
        onChange={(event) => props.onAgree(event.currentTarget.checked)}
        classNames={{ label: classes.sentence }}
      />
      {props.children && (
        <Group mt="md" gap="xs">
          {props.children}
        </Group>
      )}
    </Paper>
  )
}

interface Confirmation {
  wordings: Record<string, string>
  action: string
  busy: boolean
  /** Receives what was shown, to the letter. */
  onConfirm(sentence: string): void
  children?: ReactNode
}

/** Shows the exact wording; whoever agrees ticks it, then acts. Two deliberate steps, because the words are kept for ever. */
export function ConfirmBySentence({ wordings, action, busy, onConfirm, children }: Confirmation) {
  const spoken = useSentence(wordings)
  const [agreed, setAgreed] = useState<string>()
  if (!spoken) return null
  return (
    <Sentence
      spoken={spoken}
      agreed={agreed === spoken.sentence}
      onAgree={(yes) => setAgreed(yes ? spoken.sentence : undefined)}
    >
      <Button
        loading={busy}
        disabled={agreed !== spoken.sentence}
        onClick={() => agreed !== undefined && onConfirm(agreed)}
      >
        {action}
      </Button>
      {children}
    </Sentence>
  )
}
