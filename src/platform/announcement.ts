import type { Change } from './database/change.ts'

/** What a capability tells those to its right, in the same change. Closed: every kind of news is listed here. */
export type Announcement = { kind: 'person.deactivated'; personId: string }

export type Subscriber = (change: Change, news: Announcement) => Promise<void>
export type Subscribers = Subscriber[]
