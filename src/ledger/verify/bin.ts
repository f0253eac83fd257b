import { open, readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { createGunzip } from 'node:zlib'
import { ndjson } from './ndjson.ts'
import { parseKey } from './note.ts'
import { Unreadable } from './stream.ts'
import { type Report, verify } from './verify.ts'

// The auditor's program: checks an export offline and knows nothing of the rest of Holdfast.

const usage = `Checks a Holdfast ledger export (.ndjson or .ndjson.gz).

  node bin.ts FILE [--key VERIFIER-KEY]... [--checkpoint NOTE-FILE]... [--json]

  --key         a verifier key you were given; without one the keys in the file are taken
  --checkpoint  a signed checkpoint you kept: what it was signed over must still be there
  --json        the result as one JSON object

Exit code 0: it fits. 1: it does not. 2: wrong use.`

class WrongUse extends Error {}

async function* chunks(file: string): AsyncGenerator<Uint8Array> {
  const handle = await open(file)
  const start = Buffer.alloc(2)
  await handle.read(start, 0, 2, 0)
  const stream = handle.createReadStream({ start: 0 })
  if (start.toString('hex') !== '1f8b') return yield* stream
  const unzipped = createGunzip()
  stream.on('error', (error) => unzipped.destroy(error))
  try {
    yield* stream.pipe(unzipped)
  } catch {
    throw new Unreadable(0, 'the compressed file is damaged or cut short')
  }
}

const count = (n: number, one: string, many: string): string => `${n} ${n === 1 ? one : many}`

function sentences(report: Report): string[] {
  const { findings, more, head, pending, erased, trusted } = report
  if (!report.ok) {
    const rest = more > 0 ? [`… and ${more} more.`] : []
    const advice = 'Keep this file as it is, and every checkpoint and backup you hold.'
    return ['DOES NOT FIT', ...findings.map((f) => f.message), ...rest, advice]
  }
  const entries = count(report.entries, 'entry', 'entries')
  const checkpoints = count(report.checkpoints, 'checkpoint', 'checkpoints')
  const compare =
    'The keys were taken from the file itself. Compare them with those you were given, or name yours with --key:'
  return [
    'FITS',
    `${entries} under ${checkpoints}, ${report.rows} rows and ${report.versions} versions that equal their entries.`,
    head ? `The last checkpoint is ${head.origin} at ${head.size}, root ${head.root}.` : 'There is no checkpoint yet.',
    ...(pending > 0 ? [`${count(pending, 'entry is', 'entries are')} written but not in the tree yet.`] : []),
    ...(erased > 0
      ? [`${count(erased, 'personal part was', 'personal parts were')} erased; the ledger says so itself.`]
      : []),
    ...(trusted ? [] : [compare, ...report.keys]),
  ]
}

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      key: { type: 'string', multiple: true },
      checkpoint: { type: 'string', multiple: true },
      json: { type: 'boolean' },
      help: { type: 'boolean' },
    },
  })
  if (values.help) {
    console.log(usage)
    return 0
  }
  const [file] = positionals
  if (!file || positionals.length > 1) throw new WrongUse(usage)
  const bad = values.key?.find((key) => !parseKey(key))
  if (bad !== undefined) throw new WrongUse(`This is no verifier key: ${bad}`)
  const held = await Promise.all((values.checkpoint ?? []).map((path) => readFile(path, 'utf8')))
  const report = await verify(ndjson(chunks(file)), { ...(values.key && { keys: values.key }), held })
  console.log(values.json ? JSON.stringify(report) : sentences(report).join('\n'))
  return report.ok ? 0 : 1
}

try {
  process.exitCode = await main()
} catch (error) {
  const { code, message } = error as NodeJS.ErrnoException
  if (!(error instanceof WrongUse) && !code) throw error
  console.error(message)
  process.exitCode = 2
}
