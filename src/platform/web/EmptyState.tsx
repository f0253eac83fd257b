import { Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'

/** Nothing here: why, and what next. */
export function EmptyState({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <Stack align="center" gap="xs" py="xl" px="md" ta="center">
      <Text fw={640}>{title}</Text>
      {children && (
        <Text c="dimmed" maw="52ch" component="div">
          {children}
        </Text>
      )}
    </Stack>
  )
}
