import {
  AppShell,
  Burger,
  Button,
  Group,
  NavLink,
  SegmentedControl,
  Stack,
  Text,
  useMantineColorScheme,
} from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { Link, Outlet, useRouter } from '@tanstack/react-router'
import { type ReactNode, useEffect } from 'react'
import { isLanguage, languages } from '../../words/words.ts'
import mark from './mark.svg'
import { arrive } from './Page.tsx'
import classes from './Shell.module.css'
import { TimeBar, TimeButton } from './TimeBar.tsx'
import { useLanguage, useWords } from './words.tsx'

export interface Destination {
  to: string
  label: string
  icon: ReactNode
}

/** The frame around every page of somebody signed in: where to go, when it is, who is here. */
export function Shell(props: {
  organisation: string
  destinations: Destination[]
  person: ReactNode
  onSignOut(): void
}) {
  const say = useWords()
  const router = useRouter()
  const [open, { toggle, close }] = useDisclosure()
  const [choosing, time] = useDisclosure()
  useEffect(
    () =>
      router.subscribe('onRendered', ({ pathChanged, fromLocation }) => {
        if (!pathChanged) return
        close()
        if (fromLocation) arrive()
      }),
    [router, close],
  )
  return (
    <AppShell
      header={{ height: 52 }}
      navbar={{ width: 216, breakpoint: 'sm', collapsed: { mobile: !open } }}
      padding={{ base: 'md', sm: 'xl' }}
      classNames={{ header: classes.header, navbar: classes.navbar, main: classes.main }}
    >
      <a href="#main" className={classes.skip}>
        {say('shell.skip')}
      </a>
      <AppShell.Header>
        <Group h="100%" px="md" justify="space-between" wrap="nowrap" gap="xs">
          <Group gap="xs" wrap="nowrap" miw={0}>
            <Burger
              opened={open}
              onClick={toggle}
              hiddenFrom="sm"
              size="sm"
              aria-expanded={open}
              aria-label={say('shell.menu')}
            />
            <Link to={'/' as string} className={classes.home}>
              <img src={mark} alt="" width={24} height={24} />
              <Text span truncate fw={640}>
                {props.organisation}
              </Text>
            </Link>
          </Group>
          <TimeButton open={choosing} onToggle={time.toggle} />
        </Group>
      </AppShell.Header>
      <AppShell.Navbar data-open={open || undefined} aria-label={say('shell.navigation')} p="xs">
        <AppShell.Section grow className={classes.scroll}>
          {props.destinations.map(({ to, label, icon }) => (
            <Link key={to} to={to} activeOptions={{ exact: to === '/', includeSearch: false }}>
              {({ isActive }) => (
                <NavLink component="span" active={isActive} label={label} leftSection={icon} className={classes.link} />
              )}
            </Link>
          ))}
        </AppShell.Section>
        <AppShell.Section>
          <Stack gap="xs" p="xs">
            {props.person}
            <Appearance />
            <Button variant="default" size="xs" onClick={props.onSignOut}>
              {say('shell.sign_out')}
            </Button>
          </Stack>
        </AppShell.Section>
      </AppShell.Navbar>
      <AppShell.Main id="main" tabIndex={-1}>
        <TimeBar open={choosing} onClose={time.close} />
        <div className={classes.content}>
          <Outlet />
        </div>
      </AppShell.Main>
    </AppShell>
  )
}

/** Language and light, kept on this device. */
export function Appearance() {
  const { say, language, speak } = useLanguage()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  return (
    <>
      <SegmentedControl
        size="xs"
        fullWidth
        aria-label={say('shell.language')}
        value={language}
        onChange={(next) => isLanguage(next) && void speak(next)}
        data={Object.entries(languages).map(([value, label]) => ({ value, label }))}
      />
      <SegmentedControl
        size="xs"
        fullWidth
        aria-label={say('shell.appearance')}
        value={colorScheme}
        onChange={(next) => setColorScheme(next as typeof colorScheme)}
        data={(['auto', 'light', 'dark'] as const).map((value) => ({ value, label: say(`shell.${value}`) }))}
      />
    </>
  )
}
