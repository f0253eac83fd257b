import type { Preset } from './preset.ts'

export const netbox: Preset[] = [
  {
    id: 'netbox-devices',
    name: 'NetBox, devices',
    kind: 'assets',
    signature: ['name', 'device_type', 'site', 'status'],
    columns: {
      id: 'technical',
      role: 'kind',
      device_role: 'kind',
      manufacturer: 'manufacturer',
      device_type: 'model',
      site: 'site',
      location: 'place',
      rack: 'implied',
      position: 'technical',
      face: 'technical',
      tenant: 'unclear',
      tenant_group: 'unclear',
      platform: 'firmware',
      description: 'notes',
      comments: 'notes',
      serial: 'serial',
      asset_tag: 'tag',
      parent: 'parent',
      device_bay: 'technical',
      cluster: 'technical',
      virtual_chassis: 'technical',
      tags: 'labels',
    },
  },
]
