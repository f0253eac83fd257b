/**
 * A function of one text that asks once for each, and not for what is known already. For the length of one change: what it made
 * goes with the change if that fails.
 */
export function remembering<Result extends string | object>(
  ask: (text: string) => Promise<Result>,
  known: ReadonlyMap<string, Result> = new Map(),
): (text: string) => Promise<Result> {
  const answers = new Map<string, Promise<Result>>()
  for (const [text, result] of known) answers.set(text, Promise.resolve(result))
  return (text) => {
    const answer = answers.get(text) ?? ask(text)
    answers.set(text, answer)
    return answer
  }
}
