// Made by scripts/tables.ts from the migrated database; test/tables.db.test.ts compares. Do not edit.
import type { ColumnType, Generated, GeneratedAlways } from 'kysely'

export interface AccountTable {
  id: string
  accountId: string
  providerId: string
  userId: string
  accessToken: string | null
  refreshToken: string | null
  idToken: string | null
  accessTokenExpiresAt: string | null
  refreshTokenExpiresAt: string | null
  scope: string | null
  password: string | null
  createdAt: Generated<string>
  updatedAt: Generated<string>
}

export interface SessionTable {
  id: string
  token: string
  userId: string
  expiresAt: string
  ipAddress: string | null
  userAgent: string | null
  createdAt: Generated<string>
  updatedAt: Generated<string>
}

export interface UserTable {
  id: string
  name: string
  email: string
  emailVerified: Generated<boolean>
  image: string | null
  person_id: string
  createdAt: Generated<string>
  updatedAt: Generated<string>
}

export interface VerificationTable {
  id: string
  identifier: string
  value: string
  expiresAt: string
  createdAt: Generated<string>
  updatedAt: Generated<string>
}

export interface AcceptanceTable {
  asset_id: string
  seq: number
  owner_id: string
  at: string
  wording: string
  recorded_at: string
  change_id: string
}

export interface AssetTable {
  id: string
  tag: string
  name: string
  kind_id: string
  status: Generated<'ordered' | 'received' | 'registered' | 'in_use' | 'stored' | 'in_transport' | 'in_repair' | 'returned' | 'sanitised' | 'disposed' | 'lost' | 'stolen'>
  tier: number | null
  serial: string | null
  manufacturer: string | null
  model_id: string | null
  site_id: string | null
  place_id: string | null
  department_id: string | null
  supplier_id: string | null
  parent_id: string | null
  order_number: string | null
  purchased_on: string | null
  cost_minor: number | null
  currency: string | null
  warranty_ends_on: string | null
  support_ends_on: string | null
  updated_on: string | null
  firmware: string | null
  production_access: boolean | null
  customer_data_access: boolean | null
  personal_data: boolean | null
  processing_record: string | null
  information_class: string | null
  notes: string | null
  fields: ColumnType<unknown, string | undefined, string>
  labels: Generated<string[]>
  owner_id: string | null
  owner_seq: number
  owner_revision: Generated<number>
  owner_since: string
  owned: GeneratedAlways<boolean | null>
  ended: GeneratedAlways<boolean>
  search: GeneratedAlways<string | null>
}

export interface AssetVersionTable {
  recorded_from: string
  recorded_to: string
  change_id: string
  id: string
  tag: string | null
  name: string | null
  kind_id: string | null
  status: string | null
  tier: number | null
  serial: string | null
  manufacturer: string | null
  model_id: string | null
  site_id: string | null
  place_id: string | null
  department_id: string | null
  supplier_id: string | null
  parent_id: string | null
  order_number: string | null
  purchased_on: string | null
  cost_minor: number | null
  currency: string | null
  warranty_ends_on: string | null
  support_ends_on: string | null
  updated_on: string | null
  firmware: string | null
  production_access: boolean | null
  customer_data_access: boolean | null
  personal_data: boolean | null
  processing_record: string | null
  information_class: string | null
  notes: string | null
  fields: ColumnType<unknown, string | null, string | null>
  labels: string[] | null
  owner_id: string | null
  owner_seq: number | null
  owner_revision: number | null
  owner_since: string | null
  search: GeneratedAlways<string | null>
}

export interface DepartmentTable {
  id: string
  name: string
  parent_id: string | null
  head_id: string | null
}

export interface DepartmentVersionTable {
  recorded_from: string
  recorded_to: string
  change_id: string
  id: string
  name: string | null
  parent_id: string | null
  head_id: string | null
}

export interface EpochTable {
  number: number
  origin: string
  continues_origin: string | null
  continues_size: number | null
  continues_root: string | null
  recorded_at: string
  change_id: string
}

export interface FindTable {
  id: string
  type: string
  asset_id: string
  stated: string | null
  reason: string | null
  opened_at: string
  decided_at: string | null
  decision: 'transferred' | 'kept' | null
  decided_by: string | null
  decision_reason: string | null
}

export interface FindVersionTable {
  recorded_from: string
  recorded_to: string
  change_id: string
  id: string
  type: string | null
  asset_id: string | null
  stated: string | null
  reason: string | null
  opened_at: string | null
  decided_at: string | null
  decision: string | null
  decided_by: string | null
  decision_reason: string | null
}

export interface HoldingTable {
  id: string
  asset_id: string
  person_id: string | null
  place: string | null
  began_at: string
  ended_at: string | null
  live: GeneratedAlways<boolean | null>
}

export interface HoldingVersionTable {
  recorded_from: string
  recorded_to: string
  change_id: string
  id: string
  asset_id: string | null
  person_id: string | null
  place: string | null
  began_at: string | null
  ended_at: string | null
}

export interface ImportTable {
  id: string
  kind: 'people' | 'assets'
  state: Generated<'read' | 'running' | 'linking' | 'done'>
  operator_id: string
  provisional_id: string | null
  unclear: Generated<'wait' | 'register'>
  file_name: string
  file_hash: string
  headings_hash: string
  headings: string[]
  mapping: ColumnType<unknown, string, string>
  settings: ColumnType<unknown, string, string>
  warnings: ColumnType<unknown, string, string>
  lines: number
  read_at: string
  started_at: string | null
  finished_at: string | null
  added: Generated<number>
  changed: Generated<number>
  same: Generated<number>
  waiting: Generated<number>
  refused: Generated<number>
}

export interface ImportVersionTable {
  recorded_from: string
  recorded_to: string
  change_id: string
  id: string
  kind: string | null
  state: string | null
  operator_id: string | null
  provisional_id: string | null
  unclear: string | null
  file_name: string | null
  file_hash: string | null
  headings_hash: string | null
  headings: string[] | null
  mapping: ColumnType<unknown, string | null, string | null>
  settings: ColumnType<unknown, string | null, string | null>
  warnings: ColumnType<unknown, string | null, string | null>
  lines: number | null
  read_at: string | null
  started_at: string | null
  finished_at: string | null
  added: number | null
  changed: number | null
  same: number | null
  waiting: number | null
  refused: number | null
}

export interface KindTable {
  id: string
  domain: 'hardware' | 'software' | 'network' | 'cloud' | 'data' | 'contract'
  names: ColumnType<unknown, string, string>
  ended_at: string | null
}

export interface KindFieldTable {
  id: string
  kind_id: string | null
  type: 'text' | 'number' | 'date' | 'boolean' | 'choice'
  names: ColumnType<unknown, string, string>
  choices: ColumnType<unknown, string | null, string | null>
  ended_at: string | null
}

export interface KindFieldVersionTable {
  recorded_from: string
  recorded_to: string
  change_id: string
  id: string
  kind_id: string | null
  type: string | null
  names: ColumnType<unknown, string | null, string | null>
  choices: ColumnType<unknown, string | null, string | null>
  ended_at: string | null
}

export interface KindVersionTable {
  recorded_from: string
  recorded_to: string
  change_id: string
  id: string
  domain: string | null
  names: ColumnType<unknown, string | null, string | null>
  ended_at: string | null
}

export interface ModelTable {
  id: string
  manufacturer: Generated<string>
  name: string
  number: Generated<string>
}

export interface ModelVersionTable {
  recorded_from: string
  recorded_to: string
  change_id: string
  id: string
  manufacturer: string | null
  name: string | null
  number: string | null
}

export interface OrganisationTable {
  id: string
  one: Generated<boolean>
  name: string
  language: 'en' | 'de'
  mail: string | null
  transfer_expires_days: Generated<number>
}

export interface OrganisationVersionTable {
  recorded_from: string
  recorded_to: string
  change_id: string
  id: string
  one: boolean | null
  name: string | null
  language: string | null
  mail: string | null
  transfer_expires_days: number | null
}

export interface PersonTable {
  id: string
  name: string
  given_name: string | null
  family_name: string | null
  email: string | null
  username: string | null
  personnel_number: string | null
  directory_id: string | null
  job_title: string | null
  company: string | null
  kind: Generated<'employee' | 'temporary' | 'contractor'>
  department_id: string | null
  site_id: string | null
  manager_id: string | null
  start_date: string | null
  end_date: string | null
  source: Generated<string>
  state: Generated<'active' | 'leaving' | 'left'>
  left_import_id: string | null
  erased_at: string | null
  present: GeneratedAlways<boolean>
}

export interface PersonVersionTable {
  recorded_from: string
  recorded_to: string
  change_id: string
  id: string
  name: string | null
  given_name: string | null
  family_name: string | null
  email: string | null
  username: string | null
  personnel_number: string | null
  directory_id: string | null
  job_title: string | null
  company: string | null
  kind: string | null
  department_id: string | null
  site_id: string | null
  manager_id: string | null
  start_date: string | null
  end_date: string | null
  source: string | null
  state: string | null
  left_import_id: string | null
  erased_at: string | null
}

export interface PlaceTable {
  id: string
  site_id: string | null
  parent_id: string | null
  name: string
}

export interface PlaceVersionTable {
  recorded_from: string
  recorded_to: string
  change_id: string
  id: string
  site_id: string | null
  parent_id: string | null
  name: string | null
}

export interface ProvisionalOwnerTable {
  id: string
  person_id: string
  wording: string
  accepted_at: string
  ended_at: string | null
  live: GeneratedAlways<boolean | null>
}

export interface ProvisionalOwnerVersionTable {
  recorded_from: string
  recorded_to: string
  change_id: string
  id: string
  person_id: string | null
  wording: string | null
  accepted_at: string | null
  ended_at: string | null
}

export interface RoleGrantTable {
  id: string
  person_id: string
  role: 'administrator' | 'ciso' | 'compliance' | 'it_operations' | 'hr' | 'department_head' | 'auditor'
  ended_at: string | null
  live: GeneratedAlways<boolean | null>
}

export interface RoleGrantVersionTable {
  recorded_from: string
  recorded_to: string
  change_id: string
  id: string
  person_id: string | null
  role: string | null
  ended_at: string | null
}

export interface SiteTable {
  id: string
  name: string
  country: string | null
}

export interface SiteVersionTable {
  recorded_from: string
  recorded_to: string
  change_id: string
  id: string
  name: string | null
  country: string | null
}

export interface SupplierTable {
  id: string
  name: string
}

export interface SupplierVersionTable {
  recorded_from: string
  recorded_to: string
  change_id: string
  id: string
  name: string | null
}

export interface TenureTable {
  asset_id: string
  seq: number
  revision: number
  owner_id: string | null
  since: string
  recorded_at: string
  change_id: string
  started_by: 'registered' | 'accepted' | 'provisional' | 'corrected' | 'disposed'
  transfer_id: string | null
  provisional_id: string | null
  prev_seq: number | null
  prev_since: string | null
  took: GeneratedAlways<boolean | null>
  ended: GeneratedAlways<boolean>
}

export interface TokenTable {
  id: string
  person_id: string
  name: string
  role: string
  read_only: boolean
  secret_hash: string
  expires_at: string | null
  ended_at: string | null
  live: GeneratedAlways<boolean | null>
}

export interface TokenVersionTable {
  recorded_from: string
  recorded_to: string
  change_id: string
  id: string
  person_id: string | null
  name: string | null
  role: string | null
  read_only: boolean | null
  secret_hash: string | null
  expires_at: string | null
  ended_at: string | null
}

export interface TransferTable {
  id: string
  asset_id: string
  from_id: string
  to_id: string
  state: Generated<'open' | 'accepted' | 'declined' | 'cancelled' | 'expired'>
  reason: string | null
  offered_at: string
  offered_by: string | null
  released_at: string | null
  released_by: string | null
  release_wording: string | null
  expires_at: string
  decided_at: string | null
  decided_by: string | null
  wording: string | null
  began_seq: number | null
  accepted: GeneratedAlways<boolean | null>
  live: GeneratedAlways<boolean | null>
}

export interface TransferVersionTable {
  recorded_from: string
  recorded_to: string
  change_id: string
  id: string
  asset_id: string | null
  from_id: string | null
  to_id: string | null
  state: string | null
  reason: string | null
  offered_at: string | null
  offered_by: string | null
  released_at: string | null
  released_by: string | null
  release_wording: string | null
  expires_at: string | null
  decided_at: string | null
  decided_by: string | null
  wording: string | null
  began_seq: number | null
}

export interface LedgerChangeTable {
  id: string
  at: string
  actor_id: string | null
  behalf_id: string | null
  operation: string
  reason: string | null
  origin: 'screen' | 'api' | 'command' | 'import' | 'job' | 'migration' | 'setup' | 'sql'
  token_id: string | null
  made_by: string
  migration: number
  idempotency_key: string | null
  transaction: string | null
}

export interface LedgerCheckpointTable {
  size: number
  origin: string
  root: Buffer
  at: string
  note: string
}

export interface LedgerEntryTable {
  n: GeneratedAlways<number>
  change_id: string
  bytes: string
}

export interface LedgerHeadTable {
  one: Generated<boolean>
  size: Generated<number>
}

export interface LedgerInstallationTable {
  id: string
  one: Generated<boolean>
  sample_clock: boolean
  made_at: string
}

export interface LedgerKeptTable {
  table_name: string
  key: string[]
  clear: string[]
  once: boolean
}

export interface LedgerLeafTable {
  idx: number
  n: number
  hash: Buffer
}

export interface LedgerNodeTable {
  level: number
  idx: number
  hash: Buffer
}

export interface LedgerOpeningTable {
  n: number
  salt: Buffer
  bytes: string
}

export interface LedgerPendingTable {
  n: number
}

export interface LedgerVerifierKeyTable {
  key: string
  since: string
}

export interface StagingImportRowTable {
  import_id: string
  line: number
  cells: ColumnType<unknown, string | null, string | null>
  outcome: 'added' | 'changed' | 'same' | 'waiting' | 'refused' | null
  problems: ColumnType<unknown, string | undefined, string>
  subject_id: string | null
  linked: Generated<boolean>
}

export interface Tables {
  account: AccountTable
  session: SessionTable
  user: UserTable
  verification: VerificationTable
  acceptance: AcceptanceTable
  asset: AssetTable
  asset_version: AssetVersionTable
  department: DepartmentTable
  department_version: DepartmentVersionTable
  epoch: EpochTable
  find: FindTable
  find_version: FindVersionTable
  holding: HoldingTable
  holding_version: HoldingVersionTable
  import: ImportTable
  import_version: ImportVersionTable
  kind: KindTable
  kind_field: KindFieldTable
  kind_field_version: KindFieldVersionTable
  kind_version: KindVersionTable
  model: ModelTable
  model_version: ModelVersionTable
  organisation: OrganisationTable
  organisation_version: OrganisationVersionTable
  person: PersonTable
  person_version: PersonVersionTable
  place: PlaceTable
  place_version: PlaceVersionTable
  provisional_owner: ProvisionalOwnerTable
  provisional_owner_version: ProvisionalOwnerVersionTable
  role_grant: RoleGrantTable
  role_grant_version: RoleGrantVersionTable
  site: SiteTable
  site_version: SiteVersionTable
  supplier: SupplierTable
  supplier_version: SupplierVersionTable
  tenure: TenureTable
  token: TokenTable
  token_version: TokenVersionTable
  transfer: TransferTable
  transfer_version: TransferVersionTable
  'ledger.change': LedgerChangeTable
  'ledger.checkpoint': LedgerCheckpointTable
  'ledger.entry': LedgerEntryTable
  'ledger.head': LedgerHeadTable
  'ledger.installation': LedgerInstallationTable
  'ledger.kept': LedgerKeptTable
  'ledger.leaf': LedgerLeafTable
  'ledger.node': LedgerNodeTable
  'ledger.opening': LedgerOpeningTable
  'ledger.pending': LedgerPendingTable
  'ledger.verifier_key': LedgerVerifierKeyTable
  'staging.import_row': StagingImportRowTable
}
