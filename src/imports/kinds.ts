import { stated } from './blank.ts'
import { headingKeys } from './heading-key.ts'
import { problem, type Reading } from './problem.ts'

/** What the importer needs to know of a kind of asset: its id and its name in each language. */
export interface KnownKind {
  id: string
  names: Record<string, string>
}

/** What other tools and lists in five languages call the kinds every register has. */
const words: Record<string, string> = {
  computer: `computer, desktop, desktop computer, pc, workstation, work station, personal computer, windows, windows computer, mac, macos, imac, thin client, mini pc, Rechner, Arbeitsplatzrechner, Desktop-PC,
    Arbeitsstation, werkstation, ordinateur, ordinateur de bureau, poste de travail, stazione di lavoro, fisso`,
  notebook:
    'notebook, laptop, laptop computer, ultrabook, convertible, macbook, chromebook, portable, ordinateur portable, pc portable, portatile, computer portatile, draagbare computer',
  phone: `phone, mobile phone, smartphone, cell phone, cellphone, mobile, iphone, ios, android, voip phone, ip phone, desk phone, Telefon, Handy, Mobiltelefon, Diensthandy, telefoon, mobiele telefoon, gsm, téléphone,
    téléphone portable, téléphone mobile, telefono, cellulare, telefono cellulare`,
  tablet: 'tablet, ipad, ipados, tablet computer, tablette, tavoletta',
  server:
    'server, servers, physical server, virtual machine, vm, virtual server, hypervisor, esxi, blade, rack server, serveur, machine virtuelle, macchina virtuale, virtuele machine',
  storage:
    'storage, storage system, nas, san, disk array, Speichersystem, Speicher, opslag, opslagsysteem, stockage, baie de stockage, archiviazione',
  printer:
    'printer, printers, multifunction printer, mfp, label printer, plotter, Drucker, Etikettendrucker, Multifunktionsgerät, labelprinter, imprimante, stampante, stampanti',
  screen:
    'screen, monitor, monitors, display, tv, beamer, projector, Bildschirm, beeldscherm, scherm, écran, moniteur, schermo',
  scanner:
    'scanner, hand scanner, handheld scanner, barcode scanner, mobile computer, handheld, Handscanner, Barcodescanner, handscanner, douchette, lecteur code-barres, lettore di codici a barre',
  removable_medium:
    'removable medium, usb stick, usb drive, flash drive, external drive, external disk, external hard drive, memory card, USB-Stick, externe Festplatte, Wechseldatenträger, clé usb, disque dur externe, chiavetta usb, disco esterno, externe schijf',
  plc: 'plc, programmable logic controller, controller, sps, Steuerung, speicherprogrammierbare Steuerung, besturing, automate, automate programmable, api, controllore programmabile',
  hmi: 'hmi, operator panel, touch panel, panel, Bedienpanel, Bedienterminal, Panel, bedieningspaneel, pupitre opérateur, ihm, pannello operatore',
  industrial_pc:
    'industrial pc, ipc, industrial computer, panel pc, Industrie-PC, Industrierechner, industriële pc, pc industriel, pc industriale',
  scada:
    'scada, scada system, dcs, control system, historian, Leitsystem, Prozessleitsystem, besturingssysteem scada, supervision, sistema di controllo',
  sensor:
    'sensor, sensors, drive, actuator, frequency converter, io module, remote io, gateway, camera, Sensor, Antrieb, Frequenzumrichter, frequentieregelaar, aandrijving, capteur, variateur, sensore, azionamento',
  machine:
    'machine, machines, production machine, machinery, robot, cnc, press, Maschine, Anlage, Fertigungsanlage, Roboter, Presse, installatie, machine de production, macchina, macchinario, impianto',
  tool: 'tool, tools, hand tool, power tool, mould, Werkzeug, Elektrowerkzeug, gereedschap, outil, outillage, utensile, attrezzo',
  test_instrument:
    'test instrument, test equipment, measuring instrument, measuring equipment, calibration, calibration instrument, gauge, Prüfmittel, Messmittel, Messgerät, Kalibriermittel, meetinstrument, meetmiddel, instrument de mesure, strumento di misura',
  vehicle:
    'vehicle, vehicles, car, truck, van, forklift, forklift truck, pallet truck, Fahrzeug, Stapler, Gabelstapler, Auto, LKW, PKW, Hubwagen, voertuig, heftruck, vrachtwagen, véhicule, chariot élévateur, camion, veicolo, carrello elevatore, autovettura',
  safety_equipment:
    'safety equipment, safety, fire extinguisher, light curtain, safety relay, Sicherheitseinrichtung, Feuerlöscher, veiligheidsuitrusting, brandblusser, équipement de sécurité, extincteur, dispositivo di sicurezza, estintore',
  key: 'key, keys, badge, access card, key card, token, Schlüssel, Ausweis, Transponder, sleutel, toegangspas, clé, carte accès, chiave, tessera',
  utility:
    'utility, hvac, ups, compressor, generator, air conditioning, pdu, Versorgung, Klimaanlage, USV, Kompressor, airco, noodstroom, onduleur, climatisation, compresseur, climatizzatore, gruppo di continuità, compressore',
  paper_record:
    'paper record, paper records, paper, file, folder, Papierunterlagen, Akte, Akten, Ordner, dossier, papieren dossier, documents papier, documenti cartacei',
  other_hardware:
    'other hardware, hardware, peripheral, peripherals, accessory, accessories, component, dock, docking station, keyboard, mouse, headset, webcam, device, devices, Zubehör, Peripherie, Dockingstation, Hardware, randapparatuur, toebehoren, périphérique, accessoire, periferica, accessorio',
  operating_system: 'operating system, os, Betriebssystem, besturingssysteem, système exploitation, sistema operativo',
  application:
    'application, app, software, program, programme, Anwendung, Programm, applicatie, toepassing, logiciel, applicazione, programma',
  licence:
    'licence, license, licences, licenses, software license, software licence, subscription, Lizenz, Softwarelizenz, Abonnement, licentie, softwarelicentie, licence logicielle, abonnement, licenza, abbonamento',
  firmware: 'firmware, bios, micrologiciel',
  library:
    'library, developer tool, framework, package, Bibliothek, Entwicklungswerkzeug, bibliotheek, bibliothèque, libreria',
  service_account:
    'service account, shared login, shared account, generic account, technical user, Dienstkonto, Funktionskonto, Sammelkonto, technischer Benutzer, serviceaccount, gedeeld account, compte de service, compte partagé, account di servizio',
  switch: 'switch, switches, network switch, access switch, core switch, distribution switch, commutateur, commutatore',
  router: 'router, routers, wan router, routeur, instradatore',
  firewall: 'firewall, firewalls, utm, pare-feu',
  access_point:
    'access point, wireless access point, wlan access point, wifi access point, ap, WLAN-Zugangspunkt, toegangspunt, point accès, borne wifi, punto di accesso',
  network_segment:
    'network segment, network, vlan, subnet, segment, Netzsegment, Netzwerk, Netz, netwerk, netwerksegment, réseau, rete, segmento di rete',
  service:
    'service, process, business process, operation, Geschäftsprozess, Betriebsprozess, Prozess, dienst, proces, processus, processo',
  saas: 'saas, cloud application, cloud service, web application, online service, Cloud-Anwendung, Cloud-Dienst, cloudapplicatie, application cloud, applicazione cloud',
  cloud_platform:
    'cloud platform, iaas, paas, cloud infrastructure, cloud account, Cloud-Plattform, cloudplatform, plateforme cloud, piattaforma cloud',
  database: 'database, databases, db, Datenbank, databank, base données, banca dati',
  repository:
    'repository, file share, network share, data, share, Dateiablage, Netzlaufwerk, gedeelde map, partage réseau, données, condivisione, dati',
  backup: 'backup, backups, backup set, Datensicherung, Sicherung, reservekopie, sauvegarde, copia di sicurezza',
  contract: 'contract, contracts, agreement, Vertrag, Vereinbarung, contract, overeenkomst, contrat, contratto',
}

/** Reads a cell as one of these kinds: by id, by a name in any language, or by what others call it. */
export function kindReader(kinds: readonly KnownKind[]): (cell: string) => Reading<string> {
  const known = new Map<string, string>()
  const learn = (word: string, id: string) => {
    for (const key of headingKeys(word)) if (key !== '' && !known.has(key)) known.set(key, id)
  }
  for (const { id, names } of kinds) for (const name of [id, ...Object.values(names)]) learn(name, id)
  for (const { id } of kinds) if (Object.hasOwn(words, id)) for (const word of words[id]!.split(',')) learn(word, id)
  return (cell) => {
    const text = stated(cell)
    if (text === null) return { value: null }
    // Hierarchies end in what it is: `IT > Computer > Notebook`.
    for (const form of [text, text.split(/\s*[>»/\\]\s*/).at(-1)!])
      for (const key of headingKeys(form)) {
        const id = known.get(key) ?? known.get(key.replace(/s$/, ''))
        if (id !== undefined) return { value: id }
      }
    return problem('kind_unknown', text)
  }
}
