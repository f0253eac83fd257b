import { useWords } from '../../platform/web/words.tsx'
import classes from './TierBadge.module.css'

/** How critical it is: the number and the word, the more critical the darker. */
export function TierBadge({ tier }: { tier: number | null }) {
  const say = useWords()
  if (tier === null) return <span className={classes.none}>{say('tier.none')}</span>
  return (
    <span className={classes.tier}>
      <span className={classes.number} data-tier={tier}>
        {tier}
      </span>
      {say(`tier.${tier as 1 | 2 | 3 | 4}`)}
    </span>
  )
}
