import type { Preset } from './preset.ts'

export const cisoAssistant: Preset[] = [
  {
    id: 'ciso-assistant-assets',
    name: 'CISO Assistant, assets',
    kind: 'assets',
    signature: ['ref_id', 'name', 'type', 'parent_assets'],
    columns: {
      internal_id: 'technical',
      id: 'technical',
      ref_id: 'tag',
      name: 'name',
      description: 'notes',
      // Primary or supporting, not what it is.
      type: 'technical',
      asset_class: 'kind',
      domain: 'department',
      folder: 'department',
      localisation: 'site',
      observation: 'implied',
      // Written as tags, while the register keeps one parent.
      parent_assets: 'unclear',
      business_value: 'technical',
      security_objectives: 'technical',
      disaster_recovery_objectives: 'technical',
      reference_link: 'technical',
      labels: 'labels',
      filtering_labels: 'labels',
    },
  },
]
