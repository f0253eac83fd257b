/** A small plant that does not exist, for looking around. Its people are invented. */
export const sites = [
  { name: 'Werk Lindenau', country: 'DE' },
  { name: 'Zakład Brzeg', country: 'PL' },
] as const

export const people = [
  { name: 'Petra Hollmann', job: 'Works manager', department: 'Management', site: 0 },
  { name: 'Jonas Weidlich', job: 'Head of IT operations', department: 'IT', site: 0 },
  { name: 'Mirjam Kessel', job: 'Compliance officer', department: 'Quality', site: 0 },
  { name: 'Hakan Demirel', job: 'Head of assembly', department: 'Assembly', site: 0 },
  { name: 'Sabine Rautenberg', job: 'Shift leader', department: 'Assembly', site: 0 },
  { name: 'Tomasz Wilk', job: 'Maintenance engineer', department: 'Maintenance', site: 1 },
  { name: 'Agnieszka Lis', job: 'Head of maintenance', department: 'Maintenance', site: 1 },
  { name: 'Oskar Brandt', job: 'Network engineer', department: 'IT', site: 0 },
  { name: 'Ilse Vormann', job: 'HR clerk', department: 'Human resources', site: 0 },
  { name: 'Marek Zając', job: 'Forklift driver', department: 'Logistics', site: 1 },
] as const

/** What it has: name, kind, tier, site, the owner's place in `people`, serial. */
export const assets: readonly [
  name: string,
  kind: string,
  tier: number,
  site: 0 | 1,
  owner: number,
  serial: string | null,
][] = [
  ['Press line 1 controller', 'plc', 1, 0, 3, 'PLC-77310'],
  ['Press line 2 controller', 'plc', 1, 0, 3, 'PLC-77311'],
  ['Paint shop operator panel', 'hmi', 2, 0, 4, 'HMI-20441'],
  ['Control room computer', 'industrial_pc', 1, 1, 6, 'IPC-9008'],
  ['Conveyor drive 4', 'sensor', 3, 1, 5, 'DRV-0417'],
  ['Torque test bench', 'test_instrument', 2, 0, 2, 'TTB-118'],
  ['Forklift 3', 'vehicle', 3, 1, 9, 'FL-2203'],
  ['Gate scanner', 'scanner', 4, 1, 9, 'SC-5512'],
  ['Core switch Lindenau', 'switch', 1, 0, 7, 'SW-330071'],
  ['Firewall Lindenau', 'firewall', 1, 0, 7, 'FW-10012'],
  ['Firewall Brzeg', 'firewall', 1, 1, 7, 'FW-10013'],
  ['File server', 'server', 2, 0, 1, 'SRV-4401'],
  ['Nightly backup of the ERP', 'backup', 1, 0, 1, null],
  ['ERP database', 'database', 1, 0, 1, null],
  ['CAD licences', 'licence', 3, 0, 3, null],
  ['Payroll application', 'saas', 2, 0, 8, null],
  ['Notebook of the works manager', 'notebook', 3, 0, 0, 'NB-88120'],
  ['Notebook for audits', 'notebook', 3, 0, 2, 'NB-88121'],
  ['Master key Lindenau', 'key', 2, 0, 0, null],
  ['Cleaning contract', 'contract', 4, 0, 0, null],
]
