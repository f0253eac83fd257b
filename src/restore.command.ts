import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import type { Command } from 'commander'
import { roleOf, withHoldfast } from './holdfast.ts'
import { restoreRegister } from './ledger/restore.ts'
import { parseKey } from './ledger/verify/note.ts'
import { sentences } from './ledger/verify/sentences.ts'
import { eraseAgain } from './people/erasures.ts'
import { configuration } from './platform/configuration.ts'
import { BackupReader } from './platform/database/backup-reader.ts'
import { openCluster } from './platform/database/cluster/cluster.ts'
import { openSecret } from './platform/secret.ts'
import { verb, WrongUse } from './platform/terminal.ts'

interface Options {
  drill?: boolean
  key?: string[]
  erased?: string
  despiteFindings?: boolean
}

export function restoreCommand(program: Command): void {
  verb<Options>(
    program,
    'restore <file>',
    'Put a backup into an empty register, verify all of it, and go on in a new epoch',
    async ({ drill = false, key, erased, despiteFindings = false }, file) => {
      const bad = key?.find((one) => !parseKey(one))
      if (bad !== undefined) throw new WrongUse(`This is no verifier key: ${bad}`)
      const erasures = erased === undefined ? [] : readFileSync(erased, 'utf8').split(/\s+/).filter(Boolean)
      const settings = configuration(process.env)
      const reader = BackupReader.open(file!)
      const header = await reader.header()
      const cluster = settings.databaseUrl === null ? await openCluster(settings.dataFolder, 'command') : null
      try {
        if (cluster === null) mkdirSync(settings.dataFolder, { recursive: true, mode: 0o700 })
        const ownerUrl = cluster?.ownerUrl ?? settings.databaseOwnerUrl!
        const appRole = roleOf(cluster?.appUrl ?? settings.databaseUrl!)
        const keptSecret = existsSync(settings.secretFile)
        const restored = await restoreRegister(ownerUrl, appRole, reader, header, {
          seed: () => openSecret(settings.secretFile).key('checkpoints'),
          trust: key ? { keys: key } : {},
          despiteFindings,
          drill,
        })
        const notErased = drill ? [] : await withHoldfast(({ database }) => eraseAgain(database, erasures))
        const { report, ...json } = restored
        return {
          json: { ...json, notErased, drill, verified: report.ok, findings: report.findings },
          say: [
            ...sentences(report),
            drill
              ? `The backup of ${header.madeAt} can be restored. Nothing was kept: this was a drill.`
              : `The register is as it was on ${header.madeAt}, and goes on as ${restored.origin}.`,
            ...notErased.map((id) => `Person ${id} had not left yet: erase them again once they have.`),
            ...(keptSecret || drill
              ? []
              : [
                  `There was no secret at ${settings.secretFile}, so there is a new one: give the new verifier key away, sign in anew, and set up mail again.`,
                ]),
          ],
        }
      } finally {
        await cluster?.close()
      }
    },
  )
    .option('--drill', 'only try: load and verify everything, then leave the register empty and sign nothing')
    .option('--erased <file>', 'persons erased after the backup was made, one id on each line: erase them again')
    .option('--key <key...>', 'verifier keys you were given; without any, those in the backup')
    .option('--despite-findings', 'restore what does not verify, to look into it')
}
