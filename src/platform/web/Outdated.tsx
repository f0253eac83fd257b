import { Button, Text } from '@mantine/core'
import { Problem } from './call.ts'
import { useFormats } from './formats.ts'
import { useLanguage } from './words.tsx'

interface OutdatedProps {
  error: unknown
  /** The record as it is now, by the names of the fields. */
  now: Record<string, unknown>
  /** Saves what was typed over it, knowingly. */
  onKeepMine(): void
}

/** Inside a refusal: what somebody else put into the same fields meanwhile, and the choice to save one's own all the same. */
export function Outdated({ error, now, onKeepMine }: OutdatedProps) {
  const { say, find } = useLanguage()
  const show = useFormats()
  if (!(error instanceof Problem) || error.code !== 'changed_meanwhile') return null
  const { by, at } = error.details
  return (
    <>
      {typeof by === 'string' && typeof at === 'string' && (
        <Text size="sm">{say('edit.by', { by, instant: show.instant(at) })}</Text>
      )}
      {error.fields.map(({ name }) => (
        <Text key={name} size="sm">
          {find(`field.${name}`) ?? name}: {say('edit.now', { value: called(now[name]) || say('word.empty') })}
        </Text>
      ))}
      <Text size="sm" my="xs">
        {say('edit.outdated')}
      </Text>
      <Button variant="default" onClick={onKeepMine}>
        {say('edit.keep_mine')}
      </Button>
    </>
  )
}

/** What a value is called: a reference by its name, all else as it is written. */
function called(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'object' && 'name' in value) return String(value.name)
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
