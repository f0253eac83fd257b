import { hash } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { consistencyProof, fold, type Hashes, inclusionProof, rootAt } from '../src/ledger/proof.ts'
import { checkpointText, signer } from '../src/ledger/signing.ts'
import { leafHash } from '../src/ledger/verify/merkle.ts'
import { verify } from '../src/ledger/verify/verify.ts'
import { laterPlant } from '../test/ledger/plant.ts'
import { INSTALLATION } from '../test/ledger/register.ts'

// Writes the test vectors of docs/formats, the same bytes at every run: `node scripts/vectors.ts`.

const folder = new URL('../docs/formats/vectors/', import.meta.url)
const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64')
const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`
const ndjson = (lines: readonly unknown[]): string => lines.map((line) => `${JSON.stringify(line)}\n`).join('')

/** A tree large enough for stored nodes (600 leaves, two of level 1), with proofs at the places where mistakes live. */
async function tree(): Promise<unknown> {
  const records = Array.from({ length: 600 }, (_, i) => `entry ${i}`)
  const leaves = records.map(leafHash)
  const nodes = [0, 1].map((i) => fold(leaves.slice(i * 256, i * 256 + 256)))
  const hashes: Hashes = async (level, from, to) => (level === 0 ? leaves : nodes).slice(from, to)
  const sizes = [1, 2, 3, 4, 5, 7, 8, 9, 255, 256, 257, 511, 512, 513, 600]
  const roots = await Promise.all(sizes.map(async (size) => ({ size, root: base64(await rootAt(hashes, size)) })))
  const places = sizes.flatMap((size) =>
    [...new Set([0, Math.floor(size / 2), size - 1])].map((index) => ({ index, size })),
  )
  const steps = sizes.flatMap((size) =>
    sizes.filter((first) => first <= size && size - first < 300).map((first) => ({ first, size })),
  )
  return {
    record: 'the UTF-8 text "entry " and the number, from 0',
    leaves: leaves.length,
    first: base64(leaves[0]!),
    roots,
    inclusion: await Promise.all(
      places.map(async ({ index, size }) => ({
        index,
        size,
        proof: (await inclusionProof(hashes, index, size)).map(base64),
      })),
    ),
    consistency: await Promise.all(
      steps.map(async ({ first, size }) => ({
        first,
        size,
        proof: (await consistencyProof(hashes, first, size)).map(base64),
      })),
    ),
  }
}

function checkpoints(): unknown {
  const seed = hash('sha256', 'a seed for test vectors', 'buffer')
  const origin = `${INSTALLATION}/1`
  const { key, sign } = signer(origin, seed)
  const notes = [0, 1, 12, 1_000_000, 2 ** 40].map((size) => {
    const root = hash('sha256', `root of ${size}`, 'base64')
    return { origin, size, root, note: sign(checkpointText({ origin, size, root })) }
  })
  return { seed: seed.toString('hex'), key, notes }
}

/** The files by name. */
export async function vectors(): Promise<Map<string, string>> {
  const lines = laterPlant().lines()
  const entries = lines.flatMap((line) => ('type' in line && line.type === 'entry' ? [line] : []))
  const tampered = lines.map((line) =>
    'type' in line && line.type === 'entry' && line.idx === 5
      ? { ...line, bytes: line.bytes?.replace('"status": "in_use"', '"status": "stolen"') }
      : line,
  )
  const report = async (file: string, of: readonly unknown[]): Promise<unknown> => {
    const { ok, findings } = await verify(of)
    return { file, ok, findings: findings.map(({ message: _, ...where }) => where) }
  }
  return new Map([
    ['entries.json', json(entries.filter((e) => e.idx !== undefined).map(({ type: _, idx: __, ...entry }) => entry))],
    ['tree.json', json(await tree())],
    ['checkpoints.json', json(checkpoints())],
    ['ledger.ndjson', ndjson(lines)],
    ['ledger-tampered.ndjson', ndjson(tampered)],
    ['ledgers.json', json([await report('ledger.ndjson', lines), await report('ledger-tampered.ndjson', tampered)])],
  ])
}

if (import.meta.main) {
  for (const [name, content] of await vectors()) await writeFile(new URL(name, folder), content)
}
