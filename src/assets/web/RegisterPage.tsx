import { Text, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { type Chosen, PersonPicker } from '../../people/web/PersonPicker.tsx'
import { useMe } from '../../people/web/session.ts'
import { ask, useDo } from '../../platform/web/ask.ts'
import { ConfirmBySentence, Sentence, useSentence } from '../../platform/web/ConfirmBySentence.tsx'
import { Problem } from '../../platform/web/call.ts'
import { Form } from '../../platform/web/Form.tsx'
import { useNotice } from '../../platform/web/Notice.tsx'
import { Page } from '../../platform/web/Page.tsx'
import { ProblemNote } from '../../platform/web/ProblemNote.tsx'
import { useWords } from '../../platform/web/words.tsx'
import { registerAsset } from '../assets.operations.ts'
import { becomeProvisionalOwner, listProvisionalOwners } from '../owner-unclear.operations.ts'
import { AssetFields } from './AssetFields.tsx'
import { useAssetDraft } from './asset-draft.ts'
import { useKinds } from './kinds.ts'

/** Registers one asset. It has an owner from its first instant: myself, in words, or somebody I name, who is then asked. */
export default function RegisterPage() {
  const say = useWords()
  const notice = useNotice()
  const navigate = useNavigate()
  const me = useMe()
  const { kinds } = useKinds()
  const register = useDo(registerAsset)
  const become = useDo(becomeProvisionalOwner)
  const standing = useQuery(ask(listProvisionalOwners, {})).data
  const [owner, setOwner] = useState<Chosen | null>(null)
  const [agreed, setAgreed] = useState(false)
  const [since, setSince] = useState('')
  const draft = useAssetDraft(undefined, kinds, register.error)
  const template = useSentence(standing?.register)
  const mine = owner?.id === me.id
  const name = draft.draft.name.trim()
  const spoken = template && { ...template, sentence: template.sentence.replace('{asset}', () => name) }
  const provisional = standing?.items.find(({ person }) => person.id === me.id) ?? standing?.items[0]
  const needsProvisional = owner !== null && !mine && standing !== undefined && !provisional
  const submit = () => {
    if (!owner) return
    const filled = Object.fromEntries(
      Object.entries(draft.input).filter(([, value]) => value !== null && value !== undefined),
    )
    register.mutate(
      {
        body: {
          ...filled,
          name,
          kind: draft.input.kind,
          ownerId: owner.id,
          ...(since && { ownerSince: new Date(`${since}T00:00:00`).toISOString() }),
          ...(mine ? { wording: spoken?.sentence } : { provisionalOwnerId: provisional?.person.id }),
        },
      },
      {
        onSuccess: ({ id, tag }) => {
          notice(say(mine ? 'register.done_mine' : 'register.done_stated', { tag, owner: owner.name }))
          void navigate({ to: '/assets/$id', params: { id } })
        },
      },
    )
  }
  const wordingChanged = register.error instanceof Problem && register.error.code === 'wording_differs'
  return (
    <Page title={say('assets.register')} narrow above={<Link to="/assets">{say('assets.title')}</Link>}>
      <Form
        onSubmit={submit}
        action={say('assets.register')}
        busy={register.isPending}
        error={register.error}
        disabled={owner === null || needsProvisional || (mine && !agreed)}
        afterError={wordingChanged && <Text size="sm">{say('register.read_again')}</Text>}
      >
        <AssetFields draft={draft} />
        <PersonPicker
          label={say('asset.owner')}
          description={say('register.owner_help')}
          required
          value={owner}
          onChange={setOwner}
        />
        <TextInput
          type="date"
          label={say('register.since')}
          description={say('register.since_help')}
          max={new Date().toISOString().slice(0, 10)}
          value={since}
          onChange={(event) => setSince(event.currentTarget.value)}
        />
        {mine && spoken && <Sentence spoken={spoken} agreed={agreed} onAgree={setAgreed} />}
        {owner && !mine && provisional && (
          <Text size="sm" c="dimmed">
            {say('register.provisional', { owner: owner.name, provisional: provisional.person.name })}
          </Text>
        )}
      </Form>
      {needsProvisional && (
        <section>
          <Text mt="lg" mb="xs">
            {say('register.needs_provisional', { owner: owner.name })}
          </Text>
          <ConfirmBySentence
            wordings={standing.wordings}
            action={say('register.become_provisional')}
            busy={become.isPending}
            onConfirm={(wording) => become.mutate({ body: { wording } })}
          />
          <ProblemNote error={become.error} />
        </section>
      )}
    </Page>
  )
}
