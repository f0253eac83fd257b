import { Facts } from '../../platform/web/Facts.tsx'
import { useFormats } from '../../platform/web/formats.ts'
import { useWords } from '../../platform/web/words.tsx'
import { type ImportDetail, outcomes } from '../imports.operations.ts'

/** How many rows ended, or would end, in which way. */
export function Counts({ counts }: { counts: ImportDetail['counts'] }) {
  const say = useWords()
  const show = useFormats()
  return <Facts facts={outcomes.map((outcome) => [say(`import.${outcome}`), show.number(counts[outcome])] as const)} />
}
