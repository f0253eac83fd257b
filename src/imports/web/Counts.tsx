import { useFormats } from '../../platform/web/formats.ts'
import { useWords } from '../../platform/web/words.tsx'
import { type ImportDetail, outcomes } from '../imports.operations.ts'
import classes from './Counts.module.css'

/** How many rows ended, or would end, in which way. */
export function Counts({ counts }: { counts: ImportDetail['counts'] }) {
  const say = useWords()
  const show = useFormats()
  return (
    <dl className={classes.counts}>
      {outcomes.map((outcome) => (
        <div key={outcome} data-none={counts[outcome] === 0 || undefined}>
          <dt>{say(`import.${outcome}`)}</dt>
          <dd>{show.number(counts[outcome])}</dd>
        </div>
      ))}
    </dl>
  )
}
