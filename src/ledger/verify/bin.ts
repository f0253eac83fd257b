import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { chunks } from './file.ts'
import { ndjson } from './ndjson.ts'
import { parseKey } from './note.ts'
import { sentences } from './sentences.ts'
import { verify } from './verify.ts'

// The auditor's program: checks an export offline and knows nothing of the rest of Holdfast.

const usage = `Checks a Holdfast ledger export (.ndjson or .ndjson.gz).

  node bin.ts FILE [--key VERIFIER-KEY]... [--checkpoint NOTE-FILE]... [--json]

  --key         a verifier key you were given; without one the keys in the file are taken
  --checkpoint  a signed checkpoint you kept: what it was signed over must still be there
  --json        the result as one JSON object

Exit code 0: it fits. 1: it does not. 2: wrong use.`

class WrongUse extends Error {}

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
