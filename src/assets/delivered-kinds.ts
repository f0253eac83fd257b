import type { Change } from '../platform/database/change.ts'

type Names = { en: string; de: string }
type Domain = 'hardware' | 'software' | 'network' | 'cloud' | 'data' | 'contract'

/** The kinds every new register has. They are data: a company ends those it does not want and adds its own. */
const kinds: [id: string, domain: Domain, names: Names][] = [
  ['computer', 'hardware', { en: 'Computer', de: 'Rechner' }],
  ['notebook', 'hardware', { en: 'Notebook', de: 'Notebook' }],
  ['phone', 'hardware', { en: 'Phone', de: 'Telefon' }],
  ['tablet', 'hardware', { en: 'Tablet', de: 'Tablet' }],
  ['server', 'hardware', { en: 'Server', de: 'Server' }],
  ['storage', 'hardware', { en: 'Storage system', de: 'Speichersystem' }],
  ['printer', 'hardware', { en: 'Printer', de: 'Drucker' }],
  ['screen', 'hardware', { en: 'Screen', de: 'Bildschirm' }],
  ['scanner', 'hardware', { en: 'Hand scanner', de: 'Handscanner' }],
  ['removable_medium', 'hardware', { en: 'Removable medium', de: 'Wechseldatenträger' }],
  ['plc', 'hardware', { en: 'PLC', de: 'SPS' }],
  ['hmi', 'hardware', { en: 'Operator panel (HMI)', de: 'Bedienpanel (HMI)' }],
  ['industrial_pc', 'hardware', { en: 'Industrial PC', de: 'Industrie-PC' }],
  ['scada', 'hardware', { en: 'SCADA system', de: 'Leitsystem (SCADA)' }],
  ['sensor', 'hardware', { en: 'Sensor or drive', de: 'Sensor oder Antrieb' }],
  ['machine', 'hardware', { en: 'Machine', de: 'Maschine' }],
  ['tool', 'hardware', { en: 'Tool', de: 'Werkzeug' }],
  ['test_instrument', 'hardware', { en: 'Test or calibration instrument', de: 'Prüf- oder Kalibriermittel' }],
  ['vehicle', 'hardware', { en: 'Forklift or vehicle', de: 'Stapler oder Fahrzeug' }],
  ['safety_equipment', 'hardware', { en: 'Safety equipment', de: 'Sicherheitseinrichtung' }],
  ['key', 'hardware', { en: 'Key or badge', de: 'Schlüssel oder Ausweis' }],
  ['utility', 'hardware', { en: 'Utilities or HVAC', de: 'Versorgung oder Klima' }],
  ['paper_record', 'hardware', { en: 'Paper records', de: 'Papierunterlagen' }],
  ['other_hardware', 'hardware', { en: 'Other hardware', de: 'Andere Hardware' }],
  ['operating_system', 'software', { en: 'Operating system', de: 'Betriebssystem' }],
  ['application', 'software', { en: 'Application', de: 'Anwendung' }],
  ['licence', 'software', { en: 'Licence', de: 'Lizenz' }],
  ['firmware', 'software', { en: 'Firmware', de: 'Firmware' }],
  ['library', 'software', { en: 'Library or developer tool', de: 'Bibliothek oder Entwicklungswerkzeug' }],
  [
    'service_account',
    'software',
    { en: 'Shared login or service account', de: 'Gemeinsame Anmeldung oder Dienstkonto' },
  ],
  ['switch', 'network', { en: 'Switch', de: 'Switch' }],
  ['router', 'network', { en: 'Router', de: 'Router' }],
  ['firewall', 'network', { en: 'Firewall', de: 'Firewall' }],
  ['access_point', 'network', { en: 'Access point', de: 'WLAN-Zugangspunkt' }],
  ['network_segment', 'network', { en: 'Network segment', de: 'Netzsegment' }],
  ['service', 'network', { en: 'Operation or service of ours', de: 'Betriebsprozess oder Dienst von uns' }],
  ['saas', 'cloud', { en: 'Cloud application (SaaS)', de: 'Cloud-Anwendung (SaaS)' }],
  ['cloud_platform', 'cloud', { en: 'Cloud platform (IaaS, PaaS)', de: 'Cloud-Plattform (IaaS, PaaS)' }],
  ['database', 'data', { en: 'Database', de: 'Datenbank' }],
  ['repository', 'data', { en: 'File share or repository', de: 'Dateiablage oder Repository' }],
  ['backup', 'data', { en: 'Backup', de: 'Datensicherung' }],
  ['contract', 'contract', { en: 'Contract', de: 'Vertrag' }],
]

/** Fields of delivered kinds, by stable id. `null` for the kind means every kind has it. */
const fields: [
  id: string,
  kind: string | null,
  type: 'text' | 'number' | 'date' | 'boolean' | 'choice',
  names: Names,
  choices?: string[],
][] = [
  ['purdue_level', null, 'choice', { en: 'Purdue level', de: 'Purdue-Ebene' }, ['0', '1', '2', '3', '3.5', '4', '5']],
  ['zone', null, 'text', { en: 'Zone', de: 'Zone' }],
  ['conduit', null, 'text', { en: 'Conduit', de: 'Conduit' }],
  ['production_line', null, 'text', { en: 'Production line', de: 'Fertigungslinie' }],
  ['safety_relevant', null, 'boolean', { en: 'Relevant to safety', de: 'Sicherheitsrelevant' }],
  ['host_name', null, 'text', { en: 'Host name', de: 'Rechnername' }],
  ['ip_address', null, 'text', { en: 'IP address', de: 'IP-Adresse' }],
  ['seats', 'licence', 'number', { en: 'Seats', de: 'Plätze' }],
  ['licence_ends_on', 'licence', 'date', { en: 'Licence ends', de: 'Lizenz endet' }],
  ['calibration_due_on', 'test_instrument', 'date', { en: 'Calibration due', de: 'Kalibrierung fällig' }],
  ['login_reason', 'service_account', 'text', { en: 'Why it is shared', de: 'Warum gemeinsam' }],
  ['data_location', 'saas', 'text', { en: 'Where the data is', de: 'Wo die Daten liegen' }],
]

export async function deliverKinds({ db }: Change): Promise<void> {
  await db
    .insertInto('kind')
    .values(kinds.map(([id, domain, names]) => ({ id, domain, names: JSON.stringify(names) })))
    .execute()
  await db
    .insertInto('kind_field')
    .values(
      fields.map(([id, kind_id, type, names, choices]) => ({
        id,
        kind_id,
        type,
        names: JSON.stringify(names),
        choices: choices ? JSON.stringify(choices) : null,
      })),
    )
    .execute()
}
