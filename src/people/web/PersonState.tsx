import { Badge } from '@mantine/core'
import { useWords } from '../../platform/web/words.tsx'
import type { Person } from '../people.operations.ts'

/** Active says nothing; leaving and left stand out. */
export function PersonState({ state }: { state: Person['state'] }) {
  const say = useWords()
  if (state === 'active') return say('person.active')
  return (
    <Badge variant="default" color="gray">
      {say(`person.${state}`)}
    </Badge>
  )
}
