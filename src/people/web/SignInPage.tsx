import { Button, PasswordInput, Stack, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useRouter, useSearch } from '@tanstack/react-router'
import type { FormEvent } from 'react'
import type { Search } from '../../platform/web/address.ts'
import { useDo } from '../../platform/web/ask.ts'
import { useDraft } from '../../platform/web/draft.ts'
import { Page } from '../../platform/web/Page.tsx'
import { ProblemNote } from '../../platform/web/ProblemNote.tsx'
import { useWords } from '../../platform/web/words.tsx'
import { signIn } from '../sign-in.operations.ts'
import { Threshold } from './Threshold.tsx'

/** E-mail and password; afterwards back to where one was going. */
export default function SignInPage() {
  const say = useWords()
  const router = useRouter()
  const queries = useQueryClient()
  const { back }: Search = useSearch({ strict: false })
  const start = useDo(signIn)
  const { draft, field } = useDraft({ email: '', password: '' })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    start.mutate(
      { body: draft },
      {
        onSuccess: () => {
          queries.clear()
          // Only an address of this site, or a link could lead a signed-in person elsewhere.
          router.history.push(back?.startsWith('/') && !back.startsWith('//') ? back : '/')
        },
      },
    )
  }
  return (
    <Threshold>
      <Page title={say('sign_in.title')} narrow>
        <form onSubmit={submit}>
          <Stack>
            <TextInput
              type="email"
              autoComplete="username"
              required
              autoFocus
              label={say('field.email')}
              {...field('email')}
            />
            <PasswordInput
              autoComplete="current-password"
              required
              label={say('field.password')}
              visibilityToggleButtonProps={{ 'aria-label': say('sign_in.show_password') }}
              {...field('password')}
            />
            <ProblemNote error={start.error} />
            <Button type="submit" loading={start.isPending}>
              {say('sign_in.action')}
            </Button>
          </Stack>
        </form>
      </Page>
    </Threshold>
  )
}
