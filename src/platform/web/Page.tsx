import { Group, Text, Title } from '@mantine/core'
import { type ReactNode, useEffect } from 'react'
import { useMoment } from './moment.ts'
import classes from './Page.module.css'
import { useWords } from './words.tsx'

interface PageProps {
  /** Undefined while it is not known yet: the heading stands already and keeps the focus. */
  title: string | undefined
  /** A quiet line above the title: where this is. */
  above?: ReactNode
  lead?: ReactNode
  actions?: ReactNode
  /** Whether this page can show the past. One that cannot says so while the rest of the register stands in the past. */
  timed?: boolean
  narrow?: boolean
  children?: ReactNode
}

/** A page: its heading, where focus arrives, what can be done here, and its content. */
export function Page({ title, above, lead, actions, timed, narrow, children }: PageProps) {
  const say = useWords()
  const { past } = useMoment()
  useTitle(title)
  return (
    <div className={narrow ? classes.narrow : classes.page}>
      {above && <div className={classes.above}>{above}</div>}
      <Group justify="space-between" align="flex-start" gap="sm" mb={lead ? 4 : 'md'}>
        <Title order={1} tabIndex={-1} data-arrive className={classes.title}>
          {title ?? say('page.loading')}
        </Title>
        {actions && <Group gap="xs">{actions}</Group>}
      </Group>
      {lead && (
        <Text c="dimmed" mb="md" maw="70ch" component="div">
          {lead}
        </Text>
      )}
      {past && !timed && (
        <Text className={classes.present} mb="md">
          {say('time.only_now')}
        </Text>
      )}
      {children}
    </div>
  )
}

/** A part of a page that has its own address: focus arrives at its heading. */
export function Part({ title, lead, children }: { title: string; lead?: ReactNode; children?: ReactNode }) {
  useTitle(title)
  return (
    <section className={classes.part}>
      <Title order={2} tabIndex={-1} data-arrive className={classes.title} mb={4}>
        {title}
      </Title>
      {lead && (
        <Text c="dimmed" mb="md" maw="70ch" component="div">
          {lead}
        </Text>
      )}
      {children}
    </section>
  )
}

/** A titled block within a page. */
export function Block({ title, actions, children }: { title: string; actions?: ReactNode; children?: ReactNode }) {
  return (
    <section className={classes.block}>
      <Group justify="space-between" mb="xs" gap="xs">
        <Title order={2}>{title}</Title>
        {actions}
      </Group>
      {children}
    </section>
  )
}

function useTitle(title: string | undefined) {
  useEffect(() => {
    if (title) document.title = `${title} · Holdfast`
  }, [title])
}

/** After a navigation: to the heading that arrived, so that a screen reader reads it and Tab goes on from there. */
export function arrive(): void {
  const headings = document.querySelectorAll<HTMLElement>('main [data-arrive]')
  headings[headings.length - 1]?.focus({ preventScroll: headings.length === 1 })
}
