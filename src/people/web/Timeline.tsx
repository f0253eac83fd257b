import { Anchor, Text, Title } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { EmptyState } from '../../platform/web/EmptyState.tsx'
import { useFormats } from '../../platform/web/formats.ts'
import { useLanguage } from '../../platform/web/words.tsx'
import type { TimelineItem } from '../people.operations.ts'
import classes from './Timeline.module.css'

/** Names a value as a person reads it: the site's name for its id, say. Undefined leaves it as it is. */
export type Reading = (field: string, value: unknown) => string | undefined

interface TimelineProps {
  items: readonly TimelineItem[]
  title: string
  /** Each line names its asset: wanted on a person's page, noise on the asset's own. */
  withAsset?: boolean
  read?: Reading
}

/** What happened, newest first: who did what, in which words, when it was true and when the register learned it. */
export function Timeline({ items, title, withAsset, read }: TimelineProps) {
  const { say } = useLanguage()
  return (
    <section className={classes.timeline}>
      <Title order={2} mb="sm">
        {title}
      </Title>
      {items.length === 0 ? (
        <EmptyState title={say('timeline.none')} />
      ) : (
        <ol className={classes.list}>
          {items.map((item, n) => (
            <Event key={`${item.change}${item.what}${n}`} item={item} withAsset={withAsset} read={read} />
          ))}
        </ol>
      )}
    </section>
  )
}

function Event({
  item,
  withAsset,
  read,
}: {
  item: TimelineItem
  withAsset?: boolean | undefined
  read?: Reading | undefined
}) {
  const { say, find } = useLanguage()
  const show = useFormats()
  const actor = item.actor?.name ?? say('timeline.database', { user: item.by })
  const person = item.person?.name ?? say('timeline.nobody')
  const from = item.from?.name ?? say('timeline.nobody')
  return (
    <li className={classes.event} data-firm={firm.has(item.what) || undefined}>
      <time dateTime={item.at} className={classes.time} title={show.exactly(item.at)}>
        {show.instant(item.at)}
      </time>
      <div className={classes.what}>
        <Text component="p" fw={560}>
          {say(`timeline.${item.what}`, { actor, person, from })}
          {withAsset && item.asset && (
            <>
              {' · '}
              <Link to={'/assets/$id' as string} params={{ id: item.asset.id } as never}>
                {item.asset.tag} {item.asset.name}
              </Link>
            </>
          )}
        </Text>
        {item.effective && (
          <Text component="p" size="sm" className={classes.effective}>
            {say('timeline.effective', { instant: show.instant(item.effective) })}
          </Text>
        )}
        {item.wording && <blockquote className={classes.wording}>{item.wording}</blockquote>}
        {item.fields.length > 0 && (
          <ul className={classes.fields}>
            {item.fields.map(({ field, before, after }) => (
              <li key={field}>
                <span className={classes.field}>{find(`field.${camel(field)}`) ?? field}:</span>{' '}
                <del>{value(field, before)}</del> → <ins>{value(field, after)}</ins>
              </li>
            ))}
          </ul>
        )}
        {item.reason && item.reason !== item.wording && (
          <Text component="p" size="sm">
            {say('timeline.reason', { reason: item.reason })}
          </Text>
        )}
        {item.behalf && (
          <Text component="p" size="sm" c="dimmed">
            {say('timeline.behalf', { person: item.behalf.name })}
          </Text>
        )}
        <Text component="p" size="xs" c="dimmed">
          {find(`origin.${item.origin}`) ?? item.origin}
          {' · '}
          <Anchor
            component={Link}
            to={'/activity/$change' as never}
            params={{ change: item.change } as never}
            size="xs"
            c="dimmed"
            underline="always"
          >
            {say('timeline.record')}
          </Anchor>
        </Text>
      </div>
    </li>
  )

  function value(field: string, of: unknown): string {
    if (of === null || of === undefined || of === '') return say('word.empty')
    if (typeof of === 'boolean') return say(of ? 'word.yes' : 'word.no')
    return (
      read?.(field, of) ??
      (field === 'status' ? find(`status.${of}`) : undefined) ??
      (typeof of === 'string' ? of : JSON.stringify(of))
    )
  }
}

/** The events that decide who is accountable. */
const firm = new Set<TimelineItem['what']>([
  'registered',
  'accepted',
  'stated_accepted',
  'provisional',
  'corrected',
  'disposed',
])

/** A column's name as the contract spells it: `site_id` is the site, `support_ends_on` is `supportEndsOn`. */
const camel = (column: string) =>
  column.replace(/_id$/, '').replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase())
