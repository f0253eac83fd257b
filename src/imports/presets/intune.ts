import type { Preset } from './preset.ts'

export const intune: Preset[] = [
  {
    id: 'intune-devices',
    name: 'Microsoft Intune, devices',
    kind: 'assets',
    signature: ['Device name', 'Primary user UPN', 'Last check-in'],
    columns: {
      'Device ID': 'technical',
      'Azure AD Device ID': 'technical',
      UserId: 'technical',
      'Management name': 'technical',
      'Managed by': 'technical',
      // Company or personal: whose property it is, not who is accountable.
      Ownership: 'technical',
      'Device state': 'technical',
      Category: 'kind',
      'Primary user UPN': 'holder.username',
      'Primary user email address': 'holder.email',
      'Primary user display name': 'holder.name',
      'OS version': 'firmware',
      OS: 'technical',
      ProductName: 'technical',
      'Phone number': 'not_kept',
      'EAS activation ID': 'technical',
      'Enrollment date': 'technical',
    },
    assetKind: 'computer',
  },
]
