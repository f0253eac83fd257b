import { useWords } from '../../platform/web/words.tsx'
import type { ImportDetail } from '../imports.operations.ts'
import { useSaid } from './said.ts'

const identity = ['tag', 'name', 'kind', 'status', 'tier', 'serial', 'parent', 'notes', 'labels']
const make = ['manufacturer', 'model', 'modelNumber', 'firmware', 'updatedOn']
const place = ['site', 'place', 'department']
const purchase = [
  'supplier',
  'orderNumber',
  'purchasedOn',
  'cost',
  'currency',
  'warrantyEndsOn',
  'warrantyMonths',
  'supportEndsOn',
]
const data = ['productionAccess', 'customerDataAccess', 'personalData', 'processingRecord', 'informationClass']
const person = ['personnelNumber', 'directoryId', 'name', 'givenName', 'familyName', 'email', 'username']

/** The fields a column can be read as, for a NativeSelect: those that belong together under one heading, left out on top. */
export function useFieldChoices({ kind, fields }: Pick<ImportDetail, 'kind' | 'fields'>) {
  const say = useWords()
  const said = useSaid()
  const among = (names: readonly string[]) => (field: string) => names.includes(field)
  const of = (role: string) => (field: string) => field === `${role}Since` || field.startsWith(`${role}.`)
  const groups: [string, (field: string) => boolean][] =
    kind === 'people'
      ? [
          [say('import.group_person'), among(person)],
          [say('field.manager'), of('manager')],
          [say('import.group_work'), () => true],
        ]
      : [
          [say('import.group_identity'), among(identity)],
          [say('asset.owner'), of('owner')],
          [say('asset.holder'), of('holder')],
          [say('asset.group_make'), among(make)],
          [say('asset.group_place'), among(place)],
          [say('asset.group_purchase'), among(purchase)],
          [say('asset.group_data'), among(data)],
          [say('asset.group_kind'), () => true],
        ]
  const groupOf = (field: string) => groups.findIndex(([, belongs]) => belongs(field))
  return [
    { value: '', label: say('import.left_out') },
    ...groups.map(([group], i) => ({
      group,
      items: fields
        .filter((field) => groupOf(field) === i)
        .map((field) => ({ value: field, label: said.field(field, kind) })),
    })),
  ]
}
