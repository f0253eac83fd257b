import { useNavigate, useParams } from '@tanstack/react-router'
import { useAsset } from '../../assets/web/AssetPage.tsx'
import { useNotice } from '../../platform/web/Notice.tsx'
import { useWords } from '../../platform/web/words.tsx'

/** The asset a form is about, and the way back to its page once something is done, with what to say there. */
export function useAssetInQuestion() {
  const say = useWords()
  const notice = useNotice()
  const navigate = useNavigate()
  const { id } = useParams({ from: '/signed-in/assets/$id' })
  const { data: asset } = useAsset()
  const done = (text: string) => {
    notice(text)
    void navigate({ to: '/assets/$id', params: { id } })
  }
  return { say, asset, params: { id }, done }
}
