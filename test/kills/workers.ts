import { editAsset, getAsset, registerAsset } from '../../src/assets/assets.operations.ts'
import { acceptTransfer, offerTransfer } from '../../src/ownership/ownership.operations.ts'
import { label, wordings } from '../../src/ownership/wording.ts'
import { requestOf } from '../client.ts'

/** What the server said is done. Whatever it answered to, it must never forget. */
export interface Acknowledged {
  registered: string[]
  notes: string[]
  accepted: string[]
}

interface Worker {
  id: string
  token: string
}

/**
 * People who register, edit and hand over assets as fast as they can, until the server dies. What was sent and not answered may
 * have happened or not.
 */
export async function work(
  address: string,
  from: Worker,
  to: Worker,
  done: Acknowledged,
  until: (writes: number) => void,
) {
  let writes = 0
  let alive = true
  const call = async ({ token }: Worker, ...[operation, sent]: Parameters<typeof requestOf>) => {
    const { method, url, payload } = requestOf(operation, sent)
    const answer = await fetch(`${address}${url}`, {
      method: method as string,
      headers: {
        authorization: `Bearer ${token}`,
        ...(payload ? { 'content-type': 'application/json' } : {}),
        ...(sent.ifMatch ? { 'if-match': `"${sent.ifMatch}"` } : {}),
      },
      ...(payload ? { body: JSON.stringify(payload) } : {}),
    })
    const body = (await answer.json()) as { id: string; tag: string; version: string; code?: string }
    // 5xx: the database went first
    if (answer.status >= 400 && answer.status < 500) throw new WrongAnswer(`${operation.id}: ${JSON.stringify(body)}`)
    if (!answer.ok) throw new Error(body.code)
    if (method !== 'GET') until(++writes)
    return body
  }
  const one = async () => {
    while (alive) {
      try {
        const name = `Asset ${crypto.randomUUID()}`
        const wording = wordings('register', name).en
        const { id, tag } = await call(from, registerAsset, { body: { name, kind: 'plc', ownerId: from.id, wording } })
        done.registered.push(id)
        const { version } = await call(from, getAsset, { params: { id } })
        const notes = `Note ${crypto.randomUUID()}`
        await call(from, editAsset, { params: { id }, body: { notes }, ifMatch: version })
        done.notes.push(notes)
        const asset = label({ tag, name })
        const body = { toId: to.id, wording: wordings('release', asset).en }
        const transfer = await call(from, offerTransfer, { params: { id }, body })
        await call(to, acceptTransfer, { params: { id: transfer.id }, body: { wording: wordings('accept', asset).en } })
        done.accepted.push(id)
      } catch (error) {
        if (error instanceof WrongAnswer) throw error
        alive = false
      }
    }
  }
  await Promise.all(Array.from({ length: 8 }, one))
  return writes
}

class WrongAnswer extends Error {}
