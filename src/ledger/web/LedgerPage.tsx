import { Button, Text } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { ask } from '../../platform/web/ask.ts'
import { call, keep } from '../../platform/web/call.ts'
import { Facts } from '../../platform/web/Facts.tsx'
import { useFormats } from '../../platform/web/formats.ts'
import { useNotice } from '../../platform/web/Notice.tsx'
import { Block, Page } from '../../platform/web/Page.tsx'
import { ProblemNote } from '../../platform/web/ProblemNote.tsx'
import { useWords } from '../../platform/web/words.tsx'
import { exportLedger, ledgerState } from '../ledger.operations.ts'
import { Bytes } from './ChangePage.tsx'

/** How large the record is, its newest signed head, the key, and the whole of it to take away and check. */
export default function LedgerPage() {
  const say = useWords()
  const show = useFormats()
  const notice = useNotice()
  const { data, error } = useQuery({
    ...ask(ledgerState, {}),
    refetchInterval: (query) => (query.state.data?.pending ? 2_000 : false),
  })
  const load = useMutation({
    mutationFn: () => call(exportLedger, {}),
    onSuccess: (file) => {
      keep(file)
      notice(say('notice.downloaded', { name: file.name }))
    },
  })
  return (
    <Page
      title={say('ledger.title')}
      lead={say('ledger.lead')}
      above={<Link to="/activity">{say('activity.title')}</Link>}
    >
      <ProblemNote error={error} />
      {data && (
        <>
          <Facts
            facts={[
              [say('ledger.size'), show.number(data.size)],
              [
                say('ledger.pending'),
                data.pending > 0 ? say('ledger.pending_some', { count: data.pending }) : say('ledger.pending_none'),
              ],
              [say('ledger.checkpoint_at'), data.checkpointAt && show.exactly(data.checkpointAt)],
              [say('ledger.origin'), data.origin],
            ]}
          />
          <Block title={say('ledger.proof')}>
            {data.checkpoint && <Bytes title={say('ledger.checkpoint')} text={data.checkpoint} />}
            <Bytes title={say('ledger.key')} text={data.key} />
          </Block>
          <Block title={say('ledger.take')}>
            <Text mb="sm" maw="70ch">
              {say('ledger.take_help')}
            </Text>
            <Button variant="default" loading={load.isPending} onClick={() => load.mutate()}>
              {say('ledger.download')}
            </Button>
            <ProblemNote error={load.error} />
          </Block>
        </>
      )}
    </Page>
  )
}
