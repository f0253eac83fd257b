import { Button, Group, Text, TextInput } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { IconClock, IconHistory } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import { useFormats } from './formats.ts'
import { endOf, fieldOf } from './local-time.ts'
import { type Moment, useMoment } from './moment.ts'
import classes from './TimeBar.module.css'
import { useWords } from './words.tsx'

const panel = 'time-panel'

/** In the header: which moment the screens show, and the way to choose another. */
export function TimeButton({ open, onToggle }: { open: boolean; onToggle(): void }) {
  const say = useWords()
  const show = useFormats()
  const { moment, past } = useMoment()
  const at = moment.asOf ?? moment.knownAt
  return (
    <Button
      variant="default"
      size="xs"
      className={past ? classes.pastButton : classes.button}
      leftSection={past ? <IconHistory size={16} aria-hidden /> : <IconClock size={16} aria-hidden />}
      aria-expanded={open}
      aria-controls={panel}
      onClick={onToggle}
    >
      {past && at ? say('time.state_of_day', { day: show.day(at) }) : say('time.now')}
    </Button>
  )
}

/** Above every page: a banner while the screens show the past, and the panel to choose the moment. Esc leads back to now. */
export function TimeBar({ open, onClose }: { open: boolean; onClose(): void }) {
  const say = useWords()
  const show = useFormats()
  const { moment, past, look } = useMoment()
  useHotkeys([['Escape', () => (open ? onClose() : past && look({}))]])
  return (
    <>
      {past && (
        <section className={classes.banner} aria-label={say('time.banner')}>
          <div>
            <Text fw={640} component="p">
              <IconHistory size={18} aria-hidden className={classes.icon} /> {say('time.past')}{' '}
              {moment.asOf && say('time.as_of', { instant: show.instant(moment.asOf) })}
            </Text>
            <Text size="sm" component="p">
              {moment.knownAt && `${say('time.known_at', { instant: show.instant(moment.knownAt) })} `}
              {say('time.no_editing')}
            </Text>
          </div>
          <Button size="xs" className={classes.back} onClick={() => look({})} aria-keyshortcuts="Escape">
            {say('time.back')}
          </Button>
        </section>
      )}
      <section id={panel} hidden={!open} aria-label={say('time.panel')} className={classes.panel}>
        {open && <Choice now={moment} onChoose={look} onClose={onClose} />}
      </section>
    </>
  )
}

function Choice({ now, onChoose, onClose }: { now: Moment; onChoose(moment: Moment): void; onClose(): void }) {
  const say = useWords()
  const [asOf, setAsOf] = useState(fieldOf(now.asOf))
  const [knownAt, setKnownAt] = useState(fieldOf(now.knownAt))
  const choose = (event: FormEvent) => {
    event.preventDefault()
    onChoose({ asOf: endOf(asOf), knownAt: endOf(knownAt) })
    onClose()
  }
  const latest = fieldOf(new Date().toISOString())
  return (
    <form onSubmit={choose}>
      <Group align="flex-start" gap="lg">
        <TextInput
          type="datetime-local"
          label={say('time.effective')}
          description={say('time.effective_help')}
          value={asOf}
          max={latest}
          autoFocus
          onChange={(event) => setAsOf(event.currentTarget.value)}
          className={classes.field}
        />
        <TextInput
          type="datetime-local"
          label={say('time.recorded')}
          description={say('time.recorded_help')}
          value={knownAt}
          max={latest}
          onChange={(event) => setKnownAt(event.currentTarget.value)}
          className={classes.field}
        />
      </Group>
      <Group gap="xs" mt="sm">
        <Text size="sm">{say('time.quick')}</Text>
        {quick().map(({ word, at }) => (
          <Button key={word} size="compact-sm" variant="default" onClick={() => setAsOf(fieldOf(at.toISOString()))}>
            {say(word)}
          </Button>
        ))}
      </Group>
      <Group mt="md" gap="xs">
        <Button type="submit" disabled={!asOf && !knownAt}>
          {say('time.show')}
        </Button>
        <Button variant="default" onClick={onClose}>
          {say('action.close')}
        </Button>
      </Group>
    </form>
  )
}

/** The ends of a day, a month and a year that people ask for. */
function quick() {
  const now = new Date()
  const [year, month, day] = [now.getFullYear(), now.getMonth(), now.getDate()]
  return [
    { word: 'time.yesterday', at: new Date(year, month, day - 1, 23, 59) },
    { word: 'time.last_month', at: new Date(year, month, 0, 23, 59) },
    { word: 'time.year_ago', at: new Date(year - 1, month, day, 23, 59) },
  ] as const
}
