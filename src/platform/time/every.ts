/** A piece of work done again and again, never twice at once. `stop` waits for the run under way. */
export interface Repeated {
  /** Does it now; waits for a run under way, then runs once more. */
  now(): Promise<void>
  stop(): Promise<void>
}

/** Runs `work` every `milliseconds` after the last run ended. What it throws goes to `failed`; the next run tries again. */
export function every(milliseconds: number, work: () => Promise<void>, failed: (error: unknown) => void): Repeated {
  let running: Promise<void> = Promise.resolve()
  let stopped = false
  let timer: NodeJS.Timeout
  const run = () => {
    running = running.then(work).catch(failed)
    return running
  }
  const next = () => {
    timer = setTimeout(() => void run().finally(() => stopped || next()), milliseconds)
  }
  next()
  return {
    now: run,
    async stop() {
      stopped = true
      clearTimeout(timer)
      await running
    },
  }
}
