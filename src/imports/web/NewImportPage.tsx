import { Button, FileButton, Group, Progress, Radio, Stack, Text } from '@mantine/core'
import { IconFileImport } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { type DragEvent, useState } from 'react'
import { registerAsset } from '../../assets/assets.operations.ts'
import { useMe } from '../../people/web/session.ts'
import { useAddress } from '../../platform/web/address.ts'
import { Page } from '../../platform/web/Page.tsx'
import { ProblemNote } from '../../platform/web/ProblemNote.tsx'
import { useWords } from '../../platform/web/words.tsx'
import { importKinds } from '../imports.operations.ts'
import classes from './NewImportPage.module.css'
import { useSaid } from './said.ts'
import { upload } from './upload.ts'

/** Says what a file holds and sends it. Nothing is registered by that. */
export default function NewImportPage() {
  const say = useWords()
  const said = useSaid()
  const navigate = useNavigate()
  const { may } = useMe()
  const [search, change] = useAddress()
  const offered = importKinds.filter((kind) => kind === 'people' || may(registerAsset))
  const kind = offered.find((one) => one === search.kind) ?? offered[0]!
  const [over, setOver] = useState(false)
  const [part, setPart] = useState(0)
  const send = useMutation({
    mutationFn: (file: File) => upload(kind, file, setPart),
    onSuccess: ({ id }) => navigate({ to: '/imports/$id/columns', params: { id } }),
  })
  const take = (file: File | null | undefined) => {
    if (!file || send.isPending) return
    setPart(0)
    send.mutate(file)
  }
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    take(event.dataTransfer.files[0])
  }
  const name = send.variables?.name ?? ''
  return (
    <Page title={say('import.new')} narrow above={<Link to="/imports">{say('import.title')}</Link>}>
      <Stack gap="lg">
        <Radio.Group label={say('import.which')} value={kind} onChange={(value) => change({ kind: value })}>
          <Stack gap="sm" mt="xs">
            {offered.map((one) => (
              <Radio
                key={one}
                value={one}
                label={say(`import.${one}`)}
                description={say(`import.${one}_help`)}
                disabled={send.isPending}
              />
            ))}
          </Stack>
        </Radio.Group>
        <section
          aria-label={say('import.file')}
          className={classes.drop}
          data-over={over || undefined}
          onDragOver={(event) => {
            event.preventDefault()
            setOver(true)
          }}
          onDragLeave={() => setOver(false)}
          onDrop={drop}
        >
          <IconFileImport size={28} stroke={1.4} aria-hidden />
          <Group gap="xs" justify="center">
            <Text className={classes.desk}>{say('import.drop')}</Text>
            <FileButton onChange={take} accept=".csv,.tsv,.txt,.xlsx" key={send.failureCount}>
              {(props) => (
                <Button {...props} loading={send.isPending}>
                  {say('import.choose_file')}
                </Button>
              )}
            </FileButton>
          </Group>
          <Text size="sm" c="dimmed" ta="center">
            {say('import.file_help')}
          </Text>
        </section>
        {send.isPending && (
          <div role="status">
            <Text size="sm" mb={4}>
              {say(part < 1 ? 'import.uploading' : 'import.reading', { name })}
            </Text>
            <Progress value={part * 100} animated={part >= 1} aria-label={say('import.progress')} />
          </div>
        )}
      </Stack>
      <ProblemNote error={said.refusal(send.error)} />
    </Page>
  )
}
