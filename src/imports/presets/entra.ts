import type { Preset } from './preset.ts'

export const entra: Preset[] = [
  {
    id: 'entra-hr',
    name: 'Microsoft Entra, HR records',
    kind: 'people',
    signature: ['WorkerID', 'WorkerStatus', 'WorkerType', 'ManagerID'],
    columns: {
      WorkerID: 'personnelNumber',
      UserID: 'username',
      WorkerStatus: 'state',
      WorkerType: 'kind',
      ManagerID: 'manager.personnelNumber',
      Location: 'site',
      Division: 'implied',
      CostCenter: 'technical',
      Custom01: 'technical',
      Custom02: 'technical',
    },
  },
  {
    id: 'entra-users',
    name: 'Microsoft Entra, users',
    kind: 'people',
    signature: ['userPrincipalName', 'displayName', 'accountEnabled'],
    columns: {
      id: 'directoryId',
      objectId: 'directoryId',
      userPrincipalName: 'username',
      surname: 'familyName',
      officeLocation: 'site',
      usageLocation: 'technical',
      companyName: 'company',
      employeeHireDate: 'startDate',
      employeeLeaveDateTime: 'endDate',
      userType: 'technical',
      alternateEmailAddress: 'technical',
      telephoneNumber: 'not_kept',
    },
  },
]
