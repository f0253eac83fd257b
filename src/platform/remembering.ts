/** A function of one text that asks once for each. For the length of one change: what it made goes with the change if that fails. */
export function remembering<Result>(ask: (text: string) => Promise<Result>): (text: string) => Promise<Result> {
  const known = new Map<string, Promise<Result>>()
  return (text) => {
    const answer = known.get(text) ?? ask(text)
    known.set(text, answer)
    return answer
  }
}
