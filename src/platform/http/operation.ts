import { z } from 'zod'

/** Who may call: `anyone`, every signed-in person, or the roles listed. Deny by default: an operation must say it. */
export type Role = 'administrator' | 'ciso' | 'compliance' | 'it_operations' | 'hr' | 'department_head' | 'auditor'
export type Who = 'anyone' | 'signed-in' | readonly Role[]

type Shape = z.ZodType
type In<S> = S extends Shape ? z.output<S> : undefined
type Sent<S> = S extends Shape ? z.input<S> : undefined

/** One operation of the API: validation, types, OpenAPI, the web client and the rights matrix come from this object. */
export interface Operation<Params = unknown, Query = unknown, Body = unknown, Response = unknown> {
  id: string
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  path: string
  summary: string
  who: Who
  params?: Params
  query?: Query
  /** A zod shape, or `'file'` for the raw bytes of an upload. */
  body?: Body
  /** A zod shape, or `'file'` for a download, or nothing for 204. */
  response?: Response
  /** The answer to a successful call; 200, or 204 without a response shape. */
  status?: 200 | 201 | 202
}

/** An operation of whatever shapes, for those that handle all of them alike. */
// biome-ignore lint/suspicious/noExplicitAny: an operation of whatever shapes
export type AnyOperation = Operation<any, any, any, any>

export function operation<
  Params extends Shape | undefined = undefined,
  Query extends Shape | undefined = undefined,
  Body extends Shape | 'file' | undefined = undefined,
  Response extends Shape | 'file' | undefined = undefined,
>(definition: Operation<Params, Query, Body, Response>): Operation<Params, Query, Body, Response> {
  return definition
}

/** What the handler receives, after validation. */
export type Input<O> =
  O extends Operation<infer P, infer Q, infer B, unknown>
    ? { params: In<P>; query: In<Q>; body: B extends 'file' ? undefined : In<B> }
    : never
/** What the handler answers. */
export type Output<O> =
  O extends Operation<unknown, unknown, unknown, infer R>
    ? R extends Shape
      ? z.output<R>
      : R extends 'file'
        ? unknown
        : void
    : never
/** What a client sends. Parts that the operation does not have are left out. */
export type Call<O> =
  O extends Operation<infer P, infer Q, infer B, unknown>
    ? (P extends Shape ? { params: Sent<P> } : object) &
        (Q extends Shape ? { query?: Sent<Q> } : object) &
        (B extends Shape ? { body: Sent<B> } : B extends 'file' ? { body: Blob } : object) & { ifMatch?: string }
    : never

/** Shapes every capability uses. */
export const id = z.uuid().toLowerCase()
const utc = (text: string) => (Number.isNaN(Date.parse(text)) ? text : new Date(text).toISOString())
/** Comes in with any offset and goes on in UTC with milliseconds: as text it then orders as time does. */
export const instant = z.iso
  .datetime({ offset: true })
  .overwrite(utc)
  .refine((text) => /^(?!0000)\d{4}-/.test(text), 'is not in the years 1 to 9999')
  .describe('ISO 8601 instant')
export const date = z.iso.date()
/** Free text: trimmed, not empty, bounded, and without characters no screen shows. */
export const text = (most: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(most)
    .refine((value) => !/[^\P{Cc}\t\n\r]/u.test(value) && value.isWellFormed(), 'has characters that cannot be kept')
/** `asOf` an instant of effective time, `knownAt` what was recorded by then. */
export const past = { asOf: instant.optional(), knownAt: instant.optional() }
export const page = { after: z.string().max(500).optional(), limit: z.coerce.number().int().min(1).max(200).optional() }
/** A page of a list. `next` is the `after` of the following page; `total` only when asked for, at most 10,000. */
export const listOf = <Item extends Shape>(item: Item) =>
  z.strictObject({ items: z.array(item), next: z.string().nullable(), total: z.number().int().optional() })
