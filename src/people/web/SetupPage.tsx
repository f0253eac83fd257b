import { Button, Group, PasswordInput, Progress, Radio, Stack, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { type FormEvent, type ReactNode, useEffect, useState } from 'react'
import { useDo } from '../../platform/web/ask.ts'
import { Problem } from '../../platform/web/call.ts'
import { useDraft } from '../../platform/web/draft.ts'
import { arrive, Page } from '../../platform/web/Page.tsx'
import { ProblemNote } from '../../platform/web/ProblemNote.tsx'
import { useLanguage } from '../../platform/web/words.tsx'
import { isLanguage, languages } from '../../words/words.ts'
import { setup } from '../sign-in.operations.ts'
import { Threshold } from './Threshold.tsx'

const questions = ['language', 'organisation', 'admin', 'mail', 'sample'] as const

/** First run: five questions, one at a time, nothing stored before the last answer. Afterwards the person is signed in. */
export default function SetupPage() {
  const { say, language, speak } = useLanguage()
  const router = useRouter()
  const queries = useQueryClient()
  const [at, setAt] = useState(0)
  const run = useDo(setup)
  const { draft, set, field } = useDraft(
    {
      organisation: '',
      name: '',
      email: '',
      password: '',
      mail: 'later',
      server: '',
      port: '587',
      from: '',
      user: '',
      secret: '',
      sample: 'no',
    },
    run.error,
  )
  useEffect(() => {
    if (at > 0) arrive()
  }, [at])
  const finish = async () => {
    const { organisation, name, email, password } = draft
    const port = Number(draft.port)
    const optional = { ...(draft.user && { user: draft.user }), ...(draft.secret && { password: draft.secret }) }
    await run.mutateAsync({
      body: {
        organisation,
        language,
        admin: { name, email, password },
        mail: draft.mail === 'now' ? { server: draft.server, port, from: draft.from, ...optional } : null,
        sample: draft.sample === 'yes',
      },
    })
    queries.clear()
    await router.navigate({ to: '/', search: {} })
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (at < questions.length - 1) {
      run.reset()
      setAt(at + 1)
    }
    // A refusal is shown below the question it is about, where that is known.
    else
      finish().catch((error) => {
        const [wrong] = error instanceof Problem ? error.fields : []
        const about = questions.findIndex((one) => wrong?.name.startsWith(one))
        if (about >= 0) setAt(about)
      })
  }
  const question = questions[at] ?? 'language'
  const answers: Record<typeof question, ReactNode> = {
    language: (
      <Radio.Group
        label={say('setup.language')}
        value={language}
        onChange={(next) => isLanguage(next) && void speak(next)}
      >
        <Stack gap="xs" mt="xs">
          {Object.entries(languages).map(([value, label]) => (
            <Radio key={value} value={value} label={label} lang={value} />
          ))}
        </Stack>
      </Radio.Group>
    ),
    organisation: (
      <TextInput
        label={say('field.organisation')}
        required
        maxLength={200}
        autoComplete="organization"
        {...field('organisation')}
      />
    ),
    admin: (
      <>
        <TextInput label={say('field.name')} required maxLength={200} autoComplete="name" {...field('name')} />
        <TextInput type="email" label={say('field.email')} required autoComplete="username" {...field('email')} />
        <PasswordInput
          label={say('field.password')}
          description={say('setup.password_help')}
          required
          minLength={12}
          maxLength={128}
          autoComplete="new-password"
          visibilityToggleButtonProps={{ 'aria-label': say('sign_in.show_password') }}
          {...field('password')}
        />
      </>
    ),
    mail: (
      <>
        <Radio.Group label={say('setup.mail')} value={draft.mail} onChange={(mail) => set({ mail })}>
          <Stack gap="xs" mt="xs">
            <Radio value="later" label={say('setup.mail_later')} />
            <Radio value="now" label={say('setup.mail_now')} />
          </Stack>
        </Radio.Group>
        {draft.mail === 'now' && (
          <>
            <TextInput label={say('field.server')} required {...field('server')} />
            <TextInput label={say('field.port')} type="number" min={1} max={65535} required {...field('port')} />
            <TextInput label={say('field.from')} type="email" required {...field('from')} />
            <TextInput label={say('field.user')} autoComplete="off" {...field('user')} />
            <PasswordInput label={say('field.secret')} autoComplete="off" {...field('secret')} />
          </>
        )}
      </>
    ),
    sample: (
      <Radio.Group label={say('setup.sample')} value={draft.sample} onChange={(sample) => set({ sample })}>
        <Stack gap="xs" mt="xs">
          <Radio value="no" label={say('setup.sample_no')} />
          <Radio value="yes" label={say('setup.sample_yes')} />
        </Stack>
      </Radio.Group>
    ),
  }
  return (
    <Threshold>
      <Page
        title={say(`setup.title_${question}`)}
        above={say('setup.step', { n: at + 1, of: questions.length })}
        lead={say(`setup.help_${question}`)}
        narrow
      >
        <Progress value={((at + 1) / questions.length) * 100} size="xs" mb="lg" aria-hidden />
        <form onSubmit={submit} key={question}>
          <Stack>
            {answers[question]}
            <ProblemNote error={run.error} />
            <Group justify="space-between">
              <Button variant="default" disabled={at === 0} onClick={() => setAt(at - 1)}>
                {say('action.back')}
              </Button>
              <Button type="submit" loading={run.isPending}>
                {at === questions.length - 1 ? say('setup.finish') : say('action.next')}
              </Button>
            </Group>
          </Stack>
        </form>
      </Page>
    </Threshold>
  )
}
