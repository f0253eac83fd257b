import type { Preset } from './preset.ts'

export const glpi: Preset[] = [
  {
    id: 'glpi-items',
    name: 'GLPI, items',
    kind: 'assets',
    signature: ['Name', 'Entity', 'Inventory number'],
    columns: {
      ID: 'technical',
      Entity: 'technical',
      Manufacturers: 'manufacturer',
      Types: 'kind',
      Models: 'model',
      Model: 'model',
      Locations: 'site',
      Location: 'site',
      User: 'holder.name',
      'Alternate username': 'implied',
      'Alternate username number': 'technical',
      'Last update': 'technical',
      'Operating System - Name': 'technical',
      'Operating System - Version': 'firmware',
      'Date of purchase': 'purchasedOn',
      'Expiration of warranty': 'warrantyEndsOn',
      'Warranty duration': 'warrantyMonths',
      Comments: 'notes',
    },
  },
]
