import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { migrations } from '../src/platform/database/migrate.ts'

const made = createHash('sha256').update(
  migrations()
    .map((one) => one.sql)
    .join(),
)
for (const file of ['history.ts', 'plain.ts']) made.update(readFileSync(import.meta.dirname + '/' + file))
writeFileSync('/tmp/holdfast-bench/made-of', made.digest('hex'))
