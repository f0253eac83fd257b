import { Register, type Row, uuid } from './register.ts'

// A few days of a small works, told in changes.

export const [ANNA, BEN, CARLA] = [1, 2, 3].map((n) => uuid('person', n)) as [string, string, string]
export const [PRESS, PANEL, TABLET] = [1, 2, 3].map((n) => uuid('asset', n)) as [string, string, string]

export const person = (id: string, name: string): Row => ({ id, name, email: null, state: 'active', erased_at: null })
const asset = (id: string, tag: string, name: string, owner: string, since: string): Row => ({
  id,
  tag,
  name,
  notes: null,
  fields: {},
  status: 'in_use',
  cost_minor: null,
  owner_id: owner,
  owner_seq: 1,
  owner_since: since,
})

export function registerAsset(register: Register, id: string, tag: string, name: string, owner: string): void {
  register.change('asset.register', (by) => {
    by.insert('asset', asset(id, tag, name, owner, by.at))
    by.insert('tenure', { asset_id: id, seq: 1, owner_id: owner, since: by.at })
  })
}

export function accept(register: Register, id: string, owner: string): void {
  register.change('transfer.accept', (by) => {
    const seq = Number(register.row('asset', { id }).owner_seq) + 1
    by.insert('tenure', { asset_id: id, seq, owner_id: owner, since: by.at })
    by.update('asset', { id }, { owner_id: owner, owner_seq: seq, owner_since: by.at })
  })
}

/** Three people, three assets, a hand-over, a correction with a reason, checkpoints at 5, 9, 11 and 12 of 12 entries. */
export function plant(): Register {
  const register = new Register()
  register.change('person.add', (by) => {
    by.insert('person', person(ANNA, 'Anna Weiß'))
    by.insert('person', person(BEN, 'Ben Çelik'))
    by.insert('person', person(CARLA, 'Carla Ørsted'))
  })
  registerAsset(register, PRESS, 'HF-0001', 'Hydraulic press 1', ANNA)
  register.sign()
  registerAsset(register, PANEL, 'HF-0002', 'Operator panel', BEN)
  registerAsset(register, TABLET, 'HF-0003', 'Tablet', BEN)
  register.sign()
  accept(register, PRESS, BEN)
  register.sign()
  const correct = { notes: 'Serial plate unreadable', cost_minor: 1250000 }
  register.change('asset.edit', (by) => by.update('asset', { id: PRESS }, correct), 'The invoice was found')
  register.sign()
  return register
}

/** The plant later: one person erased, a restore with a new epoch, and one entry not in the tree yet. */
export function laterPlant(): Register {
  const register = plant()
  register.change('person.edit', (by) => by.update('person', { id: CARLA }, { email: 'carla@plant.example' }))
  register.sign()
  register.erase(CARLA)
  register.sign()
  register.openEpoch()
  register.change('asset.edit', (by) => by.update('asset', { id: TABLET }, { status: 'stored' }))
  register.sign()
  register.change('asset.edit', (by) =>
    by.update('asset', { id: PANEL }, { notes: 'Screen cracked', fields: { zone: 'B2' } }),
  )
  return register
}
