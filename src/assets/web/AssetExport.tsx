import { Button, Group, Text } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { call, keep } from '../../platform/web/call.ts'
import { useMoment } from '../../platform/web/moment.ts'
import { useNotice } from '../../platform/web/Notice.tsx'
import { ProblemNote } from '../../platform/web/ProblemNote.tsx'
import { useWords } from '../../platform/web/words.tsx'
import { exportAssets } from '../assets.operations.ts'
import type { AssetFilter } from './AssetFilters.tsx'

const formats = ['csv', 'xlsx', 'json'] as const

/** Exactly what is shown, all pages of it, as of the moment that is shown. */
export function AssetExport({ filter }: { filter: AssetFilter }) {
  const say = useWords()
  const notice = useNotice()
  const { moment } = useMoment()
  const load = useMutation({
    mutationFn: (format: (typeof formats)[number]) => call(exportAssets, { query: { ...moment, ...filter, format } }),
    onSuccess: (file) => {
      keep(file)
      notice(say('notice.downloaded', { name: file.name }))
    },
  })
  return (
    <>
      <Group gap="xs" mt="lg">
        <Text size="sm" c="dimmed">
          {say('assets.export')}
        </Text>
        {formats.map((format) => (
          <Button
            key={format}
            size="xs"
            variant="default"
            loading={load.isPending && load.variables === format}
            aria-label={say('assets.export_as', { format: format.toUpperCase() })}
            onClick={() => load.mutate(format)}
          >
            {format.toUpperCase()}
          </Button>
        ))}
      </Group>
      <ProblemNote error={load.error} />
    </>
  )
}
