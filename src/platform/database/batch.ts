/**
 * Makes of a question for many keys one for a single key: what is asked while the database answers the question before goes out
 * together, as one query. Nobody gets an answer that was read before they asked. A key without an answer gets undefined.
 */
export function batched<Answer>(
  ask: (keys: string[]) => Promise<Map<string, Answer>>,
): (key: string) => Promise<Answer | undefined> {
  let waiting = new Map<string, Promise<Answer | undefined>>()
  let next: Promise<Map<string, Answer>> | undefined
  let running: Promise<unknown> = Promise.resolve()
  return (key) => {
    next ??= running.then(() => {
      const keys = [...waiting.keys()]
      waiting = new Map()
      next = undefined
      const answer = ask(keys)
      running = answer.catch(() => {})
      return answer
    })
    const answers = next
    const answer = waiting.get(key) ?? answers.then((all) => all.get(key))
    waiting.set(key, answer)
    return answer
  }
}
