import type { RefusalCode } from '../../refusals.ts'
import type { AnyOperation, Call, Output } from '../http/operation.ts'

/** A file the server answered with, and the name it gave it. */
export interface Download {
  name: string
  content: Blob
}
/** What a call gives back: the answer's shape, or a file. */
export type Answer<O> = O extends { response?: infer R }
  ? 'file' extends R
    ? R extends 'file'
      ? Download
      : Output<O>
    : Output<O>
  : never

/** A no from the server, by its closed code; or `offline`, when there was no answer at all. */
export class Problem extends Error {
  readonly code: RefusalCode | 'offline'
  readonly details: Record<string, unknown>
  constructor(code: RefusalCode | 'offline', title: string, details: Record<string, unknown> = {}) {
    super(title)
    this.code = code
    this.details = details
  }
  /** What is wrong with single fields, by the field's name (`owner.name` for nested ones). */
  get fields(): { name: string; what: string }[] {
    const listed = this.details.fields
    if (!Array.isArray(listed)) return []
    return listed.map((one: string | { where?: unknown; what?: unknown }) =>
      typeof one === 'string'
        ? { name: one, what: '' }
        : {
            name: String(one.where ?? '')
              .replace(/^(body|query|querystring|params)\/?/, '')
              .replaceAll('/', '.'),
            what: String(one.what ?? ''),
          },
    )
  }
}

interface Sent {
  params?: Record<string, string>
  query?: Record<string, unknown>
  body?: unknown
  ifMatch?: string
}

/** The address of an operation with its parameters filled in. */
export function addressOf(operation: AnyOperation, { params = {}, query = {} }: Sent): string {
  const path = operation.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ''))
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query))
    if (value !== undefined && value !== '') search.set(name, String(value))
  return search.size ? `${path}?${search}` : path
}

/** Calls an operation of the API. Throws a `Problem`, and nothing else but an abort. */
export async function call<O extends AnyOperation>(
  operation: O,
  input: Call<O>,
  signal?: AbortSignal,
): Promise<Answer<O>> {
  const sent: Sent = input
  const headers: Record<string, string> = { accept: 'application/json' }
  if (sent.ifMatch) headers['if-match'] = sent.ifMatch
  let body: Blob | string | undefined
  if (sent.body instanceof Blob) {
    headers['content-type'] = 'application/octet-stream'
    body = sent.body
  } else if (sent.body !== undefined) {
    headers['content-type'] = 'application/json'
    body = JSON.stringify(sent.body)
  }
  const response = await fetch(addressOf(operation, sent), { method: operation.method, headers, body, signal }).catch(
    (error) => {
      if (signal?.aborted) throw error
      throw new Problem('offline', 'No answer from the server')
    },
  )
  if (!response.ok) throw await problemOf(response)
  if (operation.response === 'file')
    return { name: nameOf(response), content: await response.blob() } satisfies Download as Answer<O>
  return (response.status === 204 ? undefined : await response.json()) as Answer<O>
}

async function problemOf(response: Response): Promise<Problem> {
  const said = await response.json().catch(() => null)
  if (typeof said?.code !== 'string')
    return new Problem(response.status >= 502 ? 'offline' : 'internal', response.statusText)
  return new Problem(said.code, said.title, said)
}

function nameOf(response: Response): string {
  const disposition = response.headers.get('content-disposition') ?? ''
  const [, extended] = /filename\*=UTF-8''([^;]+)/i.exec(disposition) ?? []
  const [, plain] = /filename="?([^";]+)"?/i.exec(disposition) ?? []
  return extended ? decodeURIComponent(extended) : (plain ?? 'holdfast')
}

/** Puts a downloaded file where the browser keeps downloads. */
export function keep(file: Download): void {
  const address = URL.createObjectURL(file.content)
  const link = Object.assign(document.createElement('a'), { href: address, download: file.name })
  link.click()
  // The click only starts the saving; the address must outlive it.
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
}
