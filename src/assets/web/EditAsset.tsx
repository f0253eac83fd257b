import { Textarea } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useDo } from '../../platform/web/ask.ts'
import { Form } from '../../platform/web/Form.tsx'
import { useNotice } from '../../platform/web/Notice.tsx'
import { Outdated } from '../../platform/web/Outdated.tsx'
import { Part } from '../../platform/web/Page.tsx'
import { useWords } from '../../platform/web/words.tsx'
import { type AssetDetail, editAsset } from '../assets.operations.ts'
import { AssetFields } from './AssetFields.tsx'
import { useAsset } from './AssetPage.tsx'
import { useAssetDraft } from './asset-draft.ts'
import { useKinds } from './kinds.ts'

/** Changes fields of an asset. Only what differs is sent, so that nobody overwrites what they did not touch. */
export default function EditAsset() {
  const { data } = useAsset()
  return data && <Edit asset={data} />
}

function Edit({ asset: latest }: { asset: AssetDetail }) {
  const say = useWords()
  const notice = useNotice()
  const navigate = useNavigate()
  const { kinds } = useKinds()
  const edit = useDo(editAsset)
  // What the editor began from. A newer version that arrives meanwhile must not slip under what is being typed.
  const [asset] = useState(latest)
  const [reason, setReason] = useState('')
  const draft = useAssetDraft(asset, kinds, edit.error)
  const params = { id: asset.id }
  const submit = (version: string) =>
    edit.mutate(
      { params, ifMatch: version, body: { ...draft.changed, ...(reason.trim() && { reason: reason.trim() }) } },
      {
        onSuccess: () => {
          notice(say('notice.saved'))
          void navigate({ to: '/assets/$id', params })
        },
      },
    )
  return (
    <Part title={say('asset.edit')}>
      <Form
        onSubmit={() => submit(asset.version)}
        action={say('action.save')}
        busy={edit.isPending}
        error={edit.error}
        disabled={Object.keys(draft.changed).length === 0}
        afterError={<Outdated error={edit.error} now={latest} onKeepMine={() => submit(latest.version)} />}
      >
        <AssetFields draft={draft} open />
        <Textarea
          label={say('field.reason')}
          description={say('edit.reason_help')}
          autosize
          maxLength={2000}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      </Form>
    </Part>
  )
}
