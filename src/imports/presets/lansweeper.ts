import type { Preset } from './preset.ts'

export const lansweeper: Preset[] = [
  {
    id: 'lansweeper-assets',
    name: 'Lansweeper, assets',
    kind: 'assets',
    signature: ['AssetName', 'Domain', 'Lastseen'],
    columns: {
      AssetID: 'technical',
      AssetUnique: 'technical',
      AssetName: 'name',
      AssetTypename: 'kind',
      AssetType: 'kind',
      Type: 'kind',
      Domain: 'technical',
      // Who was seen signed in, which is not who is accountable.
      Username: 'holder.username',
      Userdomain: 'technical',
      Serialnumber: 'serial',
      Statename: 'status',
      State: 'status',
      Warrantydate: 'warrantyEndsOn',
      PurchaseDate: 'purchasedOn',
      Building: 'place',
      BarCode: 'tag',
      Mac: 'technical',
      Firstseen: 'technical',
      Lastseen: 'technical',
      Lasttried: 'technical',
      Description: 'notes',
      Contact: 'unclear',
    },
  },
]
