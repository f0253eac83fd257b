import { openPlant } from './plant.ts'

const plant = await openPlant((t) => console.log(new Date().toISOString(), t))
for (const n of process.argv.slice(2).map(Number)) await plant.database(n)
console.log('prepared')
await plant.close()
