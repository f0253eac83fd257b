import type { ReactNode } from 'react'
import classes from './Filters.module.css'

/** Fields side by side as far as there is room, all their edges in line. */
export function Filters({ id, hidden, children }: { id?: string; hidden?: boolean; children: ReactNode }) {
  return (
    <div id={id} hidden={hidden} className={classes.filters}>
      {children}
    </div>
  )
}
