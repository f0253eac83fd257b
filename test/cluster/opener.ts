import { createInterface } from 'node:readline'
import { openCluster } from '../../src/platform/database/cluster/cluster.ts'
import { ClusterError } from '../../src/platform/database/cluster/error.ts'
import type { Order } from './opening.ts'

/** A process of its own that opens a cluster as ordered, says what came of it, and closes it when its input ends. */
const order: Order = JSON.parse(process.argv[2] ?? '')
if (order.as) {
  process.setgroups?.([])
  process.setgid?.(order.as.gid)
  process.setuid?.(order.as.uid)
}
const say = (answer: object) => console.log(JSON.stringify(answer))
const ends = new Promise((resolve) => createInterface(process.stdin).once('close', resolve))
try {
  const cluster = await openCluster(order.folder, order.purpose, order.source)
  const { appUrl, ownerUrl, version, source, adopted, notes } = cluster
  say({ opened: { appUrl, ownerUrl, version, source, adopted, notes } })
  const lost = await Promise.race([ends, cluster.lost])
  if (lost instanceof ClusterError) say({ lost: { code: lost.code, message: lost.message } })
  await ends
  await cluster.close()
} catch (error) {
  if (!(error instanceof ClusterError)) throw error
  say({ refused: { code: error.code, message: error.message } })
}
process.exit()
