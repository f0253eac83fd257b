import { Group } from '@mantine/core'
import { LinkButton } from '../../platform/web/LinkButton.tsx'
import { useWords } from '../../platform/web/words.tsx'
import type { AssetDetail } from '../assets.operations.ts'

/** What may be done with an asset now; each has its own address. */
export function AssetActions({ asset: { id, may } }: { asset: AssetDetail }) {
  const say = useWords()
  const actions = [
    [may.accept, '/assets/$id/accept', 'action.accept'],
    [may.acceptStated, '/assets/$id/confirm', 'action.confirm_owner'],
    [may.release, '/assets/$id/release', 'action.release'],
    [may.acceptStated, '/assets/$id/not-mine', 'action.not_mine'],
    [may.decline, '/assets/$id/decline', 'action.decline'],
    [may.cancel, '/assets/$id/cancel', 'action.cancel_offer'],
    [may.offer, '/assets/$id/offer', 'action.offer'],
    [may.setHolder, '/assets/$id/holder', 'action.set_holder'],
    [may.edit, '/assets/$id/edit', 'action.edit'],
    [may.correct, '/assets/$id/correct', 'action.correct'],
    [may.dispose, '/assets/$id/dispose', 'action.dispose'],
  ] as const
  const first = actions.findIndex(([allowed], n) => allowed && n < urgent)
  return (
    <Group gap="xs" mb="xl">
      {actions.map(
        ([allowed, to, word], n) =>
          allowed && (
            <LinkButton key={to} variant={n === first ? 'filled' : 'default'} to={to} params={{ id }}>
              {say(word)}
            </LinkButton>
          ),
      )}
    </Group>
  )
}
/** The actions that somebody waits for come first; the first of them that is possible is the one to press. */
const urgent = 3
