import { NativeSelect, Radio, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { becomeProvisionalOwner, listProvisionalOwners } from '../../assets/owner-unclear.operations.ts'
import { useMe } from '../../people/web/session.ts'
import { ask, useDo } from '../../platform/web/ask.ts'
import { ConfirmBySentence } from '../../platform/web/ConfirmBySentence.tsx'
import { Block } from '../../platform/web/Page.tsx'
import { ProblemNote } from '../../platform/web/ProblemNote.tsx'
import { useWords } from '../../platform/web/words.tsx'
import type { Choosing } from './choice.ts'

/** What happens to rows whose owner is no known person, and who stands in: somebody who has agreed to it in words. */
export function UnknownOwners({ choosing: { chosen, change, locked } }: { choosing: Choosing }) {
  const say = useWords()
  const me = useMe()
  const become = useDo(becomeProvisionalOwner)
  const standing = useQuery(ask(listProvisionalOwners, {})).data
  const mine = standing?.items.some(({ person }) => person.id === me.id)
  return (
    <Block title={say('import.unclear')}>
      <Stack gap="md" maw="42rem">
        <Radio.Group
          label={say('import.unclear_lead')}
          value={chosen.unclear}
          onChange={(value) => change({ unclear: value === 'register' ? 'register' : 'wait' })}
        >
          <Stack gap="xs" mt="xs">
            <Radio value="wait" label={say('import.unclear_wait')} disabled={locked} />
            <Radio value="register" label={say('import.unclear_register')} disabled={locked} />
          </Stack>
        </Radio.Group>
        <NativeSelect
          label={say('import.provisional')}
          description={say('import.provisional_help')}
          required
          disabled={locked}
          value={chosen.provisionalOwnerId ?? ''}
          data={[
            { value: '', label: say('form.choose') },
            ...(standing?.items ?? []).map(({ person }) => ({ value: person.id, label: person.name })),
          ]}
          onChange={(event) => change({ provisionalOwnerId: event.currentTarget.value || null })}
        />
        {standing && !mine && me.may(becomeProvisionalOwner) && (
          <div>
            <Text size="sm" mb="xs">
              {say('import.become')}
            </Text>
            <ConfirmBySentence
              wordings={standing.wordings}
              action={say('import.become_action')}
              busy={become.isPending}
              onConfirm={(wording) =>
                become.mutate({ body: { wording } }, { onSuccess: () => change({ provisionalOwnerId: me.id }) })
              }
            />
            <ProblemNote error={become.error} />
          </div>
        )}
      </Stack>
    </Block>
  )
}
