import { once } from 'node:events'
import { Readable, type Writable } from 'node:stream'
import type pg from 'pg'

// COPY, which the driver leaves to whoever needs it: what the server sends and takes is its own text format, row by row.

interface Connection {
  stream: Writable & { pause(): void; resume(): void }
  query(statement: string): void
  sendCopyFromChunk(chunk: Buffer): void
  endCopyFrom(): void
  sendCopyFail(reason: string): void
}

/** Runs `COPY … TO STDOUT`. A reader that stops before the end has to close the connection. */
export function copyOut(client: pg.Client, statement: string): Readable {
  let connection: Connection | undefined
  const rows = new Readable({ read: () => connection?.stream.resume() })
  submit(client, {
    submit: (to) => {
      connection = to
      to.query(statement)
    },
    handleCopyData: ({ chunk }) => {
      // a copy: the driver uses its buffer again
      if (!rows.push(Buffer.from(chunk))) connection?.stream.pause()
    },
    handleError: (error) => rows.destroy(error),
    handleReadyForQuery: () => rows.destroyed || rows.push(null),
  })
  return rows
}

/** Runs `COPY … FROM STDIN` with what `rows` brings, and answers how many there were. If `rows` fails, so does the statement, with that error. */
export function copyIn(client: pg.Client, statement: string, rows: AsyncIterable<Buffer>): Promise<number> {
  return new Promise((resolve, reject) => {
    let refused = false
    let count = 0
    const send = async (to: Connection) => {
      try {
        for await (const chunk of rows) {
          if (refused) return
          to.sendCopyFromChunk(chunk)
          if (to.stream.writableNeedDrain) await once(to.stream, 'drain')
        }
        if (!refused) to.endCopyFrom()
      } catch (error) {
        reject(error)
        if (!refused) to.sendCopyFail('the rows ended early')
      }
    }
    submit(client, {
      submit: (to) => to.query(statement),
      handleCopyInResponse: (to) => void send(to),
      handleError: (error) => {
        refused = true
        reject(error)
      },
      handleCommandComplete: ({ text }) => {
        count = Number(/^COPY (\d+)/.exec(text)?.[1])
      },
      handleReadyForQuery: () => resolve(count),
    })
  })
}

interface Handlers {
  submit(to: Connection): void
  handleCopyData?(message: { chunk: Buffer }): void
  handleCopyInResponse?(to: Connection): void
  handleCommandComplete?(message: { text: string }): void
  handleError(error: Error): void
  handleReadyForQuery(): void
}

function submit(client: pg.Client, handlers: Handlers): void {
  client.query({ handleCommandComplete() {}, ...handlers } as unknown as pg.Submittable)
}
