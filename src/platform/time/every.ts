/** A piece of work done again and again, never twice at once. `stop` waits for the run under way. */
export interface Repeated {
  /** Does it now; waits for a run under way, then runs once more. */
  now(): Promise<void>
  stop(): Promise<void>
}

/**
 * Runs `work` every `milliseconds` after the last run ended. What it throws goes to `failed`; the next run tries again. Long work
 * looks at `ending` between its steps, so that stopping need not wait for all of them.
 */
export function every(
  milliseconds: number,
  work: (ending: AbortSignal) => Promise<void>,
  failed: (error: unknown) => void,
): Repeated {
  const end = new AbortController()
  let running: Promise<void> = Promise.resolve()
  let timer: NodeJS.Timeout
  const run = () => {
    running = running.then(() => work(end.signal)).catch(failed)
    return running
  }
  const next = () => {
    timer = setTimeout(() => void run().finally(() => end.signal.aborted || next()), milliseconds)
  }
  next()
  return {
    now: run,
    async stop() {
      end.abort()
      clearTimeout(timer)
      await running
    },
  }
}
