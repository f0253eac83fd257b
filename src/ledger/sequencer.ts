import type { Database, Reader } from '../platform/database/connect.ts'
import type { Edge, Node } from './edge.ts'
import {
  hasUnsigned,
  insertCheckpoint,
  insertNodes,
  leavesFrom,
  newestCheckpoint,
  newestOrigin,
  readEdge,
  takePending,
} from './ledger.store.ts'
import { checkpointText, signer } from './signing.ts'

/** The stored tree is not the one the last checkpoint was signed over. Signing more would cover up what happened. */
export class TreeChanged extends Error {
  constructor(checkpoint: string) {
    super(
      `The tree of the ledger is not the one that checkpoint ${checkpoint} was signed over. Nothing more is signed. Find out what changed with: npx holdfast verify`,
    )
  }
}

// One transaction's worth: long enough to be worth its checkpoint, short enough that another process need not wait.
const MOST = 4096

/**
 * Takes what was written since into the tree and signs it, until nothing is left. Several processes may do it at once. It begins
 * at the newest checkpoint, so it also finishes whatever an earlier one left unsigned.
 * @param seed the 32 bytes of the key for checkpoints
 * @returns how many entries entered the tree
 */
export async function sequence({ reader }: Database, seed: Uint8Array): Promise<number> {
  let taken = 0
  while (await hasUnsigned(reader)) {
    taken += await reader.transaction().execute((locks) => sequenceIn(locks, seed, MOST))
  }
  return taken
}

/** The same within a running transaction: takes at most `most` entries and signs once. */
export async function sequenceIn(locks: Reader, seed: Uint8Array, most: number): Promise<number> {
  const taken = await takePending(locks, most)
  await sign(locks, seed)
  return taken
}

/** Signs the tree as it stands. The head's row is locked. */
async function sign(locks: Reader, seed: Uint8Array): Promise<void> {
  const last = await newestCheckpoint(locks)
  const edge = await readEdge(locks, last?.size ?? 0)
  if (last && !(await isRoot(edge, last.root))) throw new TreeChanged(`${last.origin} at ${last.size}`)
  const nodes: Node[] = []
  for (let more = true; more; ) {
    const leaves = await leavesFrom(locks, edge.size, MOST)
    for (const leaf of leaves) nodes.push(...edge.append(leaf))
    more = leaves.length === MOST
  }
  if (edge.size === (last?.size ?? 0)) return
  await insertNodes(locks, nodes)
  const origin = await newestOrigin(locks)
  const root = Buffer.from(await edge.root())
  const { key, sign } = signer(origin, seed)
  const note = sign(checkpointText({ origin, size: edge.size, root: root.toString('base64') }))
  await insertCheckpoint(locks, { origin, size: edge.size, root, note }, key)
}

async function isRoot(edge: Edge, root: Uint8Array): Promise<boolean> {
  try {
    return Buffer.compare(await edge.root(), root) === 0
  } catch {
    return false // a stored hash is gone
  }
}
