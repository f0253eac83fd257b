import { Group, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import mark from '../../platform/web/mark.svg'
import { Appearance } from '../../platform/web/Shell.tsx'
import classes from './Threshold.module.css'

/** The frame before anybody is signed in: sign-in and the first-run questions. */
export function Threshold({ children }: { children: ReactNode }) {
  return (
    <div className={classes.ground}>
      <header className={classes.header}>
        <Group gap="xs">
          <img src={mark} alt="" width={28} height={28} />
          <Text span fw={640}>
            Holdfast
          </Text>
        </Group>
        <div className={classes.appearance}>
          <Appearance />
        </div>
      </header>
      <main className={classes.sheet}>{children}</main>
    </div>
  )
}
