import { refuse } from '../refusal.ts'
import type { Reader } from './connect.ts'

/** A receiver may take as long as it likes; the rest of the pool stays free for everybody else. */
const most = 4
const running = new WeakMap<Reader, number>()

/**
 * Reads in one snapshot, so that however long it takes it is one moment. Holds a connection until the last is read or the reading
 * given up. Refuses with too_many_downloads.
 */
export async function* inSnapshot<T>(reader: Reader, read: (snapshot: Reader) => AsyncIterable<T>): AsyncGenerator<T> {
  const others = running.get(reader) ?? 0
  if (others >= most) refuse('too_many_downloads')
  running.set(reader, others + 1)
  try {
    const snapshot = await reader
      .startTransaction()
      .setIsolationLevel('repeatable read')
      .setAccessMode('read only')
      .execute()
    try {
      yield* read(snapshot)
    } finally {
      await snapshot.rollback().execute()
    }
  } finally {
    running.set(reader, running.get(reader)! - 1)
  }
}
