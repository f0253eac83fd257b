/** What a column of a list can be read as. Names are the API's; a dot says of whom: `owner.email` finds the owner by e-mail address. */

/** By which a person is found. `name` is the full name, in either order. */
const person = ['personnelNumber', 'email', 'username', 'name', 'givenName', 'familyName'] as const
type OfPerson<Role extends string> = `${Role}.${(typeof person)[number]}`
const of = <Role extends string>(role: Role) => person.map((part) => `${role}.${part}` as OfPerson<Role>)

export const peopleFields = [
  'personnelNumber',
  'directoryId',
  'name',
  'givenName',
  'familyName',
  'email',
  'username',
  'jobTitle',
  'company',
  'kind',
  'department',
  'site',
  ...of('manager'),
  'state',
  'startDate',
  'endDate',
] as const

export const assetFields = [
  'tag',
  'name',
  'kind',
  'status',
  'tier',
  'serial',
  'manufacturer',
  'model',
  'modelNumber',
  'site',
  'place',
  'department',
  'parent',
  'supplier',
  'orderNumber',
  'purchasedOn',
  'cost',
  'currency',
  'warrantyEndsOn',
  /** Counted from the day of purchase, as Snipe-IT keeps it. */
  'warrantyMonths',
  'supportEndsOn',
  'updatedOn',
  'firmware',
  'productionAccess',
  'customerDataAccess',
  'personalData',
  'processingRecord',
  'informationClass',
  'notes',
  'labels',
  ...of('owner'),
  'ownerSince',
  ...of('holder'),
  'holder.place',
] as const

export type ImportKind = 'people' | 'assets'
export type PeopleField = (typeof peopleFields)[number]
export type AssetField = (typeof assetFields)[number]
/** A field that a kind of asset has beside the common ones, by its id. */
export type KindField = `field:${string}`
export type Field = PeopleField | AssetField | KindField

/** Every field a column of such a list can be read as. */
export const fieldsOf = (kind: ImportKind, kinds: readonly { fields: readonly { id: string }[] }[]): Field[] =>
  kind === 'people'
    ? [...peopleFields]
    : [...assetFields, ...new Set(kinds.flatMap(({ fields }) => fields.map(({ id }): KindField => `field:${id}`)))]

export type ValueType = 'text' | 'date' | 'boolean' | 'money' | 'months' | 'email'

const types: Partial<Record<Field, ValueType>> = {
  email: 'email',
  'manager.email': 'email',
  'owner.email': 'email',
  'holder.email': 'email',
  startDate: 'date',
  endDate: 'date',
  purchasedOn: 'date',
  warrantyEndsOn: 'date',
  supportEndsOn: 'date',
  updatedOn: 'date',
  ownerSince: 'date',
  cost: 'money',
  warrantyMonths: 'months',
  productionAccess: 'boolean',
  customerDataAccess: 'boolean',
  personalData: 'boolean',
}

export function valueType(field: Field): ValueType {
  return types[field] ?? 'text'
}
