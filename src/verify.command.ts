import { readFile } from 'node:fs/promises'
import type { Command } from 'commander'
import { openHoldfast } from './holdfast.ts'
import { verifyRegister } from './ledger/live.ts'
import { chunks } from './ledger/verify/file.ts'
import { ndjson } from './ledger/verify/ndjson.ts'
import { parseKey } from './ledger/verify/note.ts'
import { sentences } from './ledger/verify/sentences.ts'
import { type Trust, verify } from './ledger/verify/verify.ts'
import { configuration } from './platform/configuration.ts'
import { verb, WrongUse } from './platform/terminal.ts'

interface Options {
  key?: string[]
  checkpoint?: string[]
}

export function verifyCommand(program: Command): void {
  verb<Options>(
    program,
    'verify [file]',
    'Check the register, or a ledger export: every entry, checkpoint, row and version',
    async ({ key, checkpoint = [] }, file) => {
      const bad = key?.find((one) => !parseKey(one))
      if (bad !== undefined) throw new WrongUse(`This is no verifier key: ${bad}`)
      const held = await Promise.all(checkpoint.map((path) => readFile(path, 'utf8')))
      const trust: Trust = { ...(key && { keys: key }), held }
      const report = file === undefined ? await live(trust) : await verify(ndjson(chunks(file)), trust)
      return { json: { ...report }, say: sentences(report), no: !report.ok }
    },
  )
    .option(
      '--key <key...>',
      'verifier keys you were given; without any, those in the file, or of the installation’s secret',
    )
    .option('--checkpoint <file...>', 'signed checkpoints you kept: what they were signed over must still be there')
}

/** Signs nothing when it closes: who looks must not change what is looked at. */
async function live(trust: Trust) {
  const holdfast = await openHoldfast(configuration(process.env), 'command')
  try {
    return await verifyRegister(holdfast.database, holdfast.secret.key('checkpoints'), trust)
  } finally {
    await holdfast.close()
  }
}
