import type { AssetField, Field, ImportKind, PeopleField } from './fields.ts'

/**
 * Headings under which lists in English, German, Dutch, French and Italian keep a field. Accents, case, spaces and signs do not count.
 * Who has a thing in hand is its holder; only words for being answerable mean its owner.
 */
const people: Partial<Record<PeopleField, string>> = {
  personnelNumber: `personnel number, personnel no, personnel id, personnel nr, employee number, employee no, employee num, employee id, emp no, emp num,
    emp id, staff number, staff no, staff id, payroll number, worker id, person number, person id, badge number, employee code,
    Personalnummer, Personal-Nr, Pers-Nr, PNr, Mitarbeiternummer, Mitarbeiter-Nr, MA-Nr, MA-Nummer, Stammnummer, Ausweisnummer,
    personeelsnummer, medewerkernummer, werknemersnummer, personeelsnr, matricule, numéro de matricule, n° matricule, numéro employé,
    numéro de salarié, numéro du personnel, matricola, numero matricola, numero dipendente, codice dipendente, id dipendente`,
  directoryId:
    'object id, object guid, directory id, entra id, azure ad object id, aad object id, external id, immutable id, sid, guid',
  name: `name, full name, display name, displayname, employee, employee name, person, worker, common name, cn,
    Name Vorname, Vor- und Nachname, Vollständiger Name, Anzeigename, Mitarbeiter, Mitarbeitername, Mitarbeiterin, volledige naam, naam,
    medewerker, weergavenaam, nom complet, nom et prénom, nom affiché, salarié, employé, nome completo, nome e cognome, dipendente`,
  givenName: `first name, given name, forename, firstname, fname, Vorname, Rufname, voornaam, roepnaam, prénom, nome, nome di battesimo`,
  familyName: `last name, surname, family name, lname, sn, Nachname, Familienname, Zuname, achternaam, familienaam, nom, nom de famille, cognome`,
  email: `email, e-mail, mail, email address, e-mail address, work email, business email, company email, primary email, primary smtp address,
    E-Mail-Adresse, Mailadresse, dienstliche E-Mail, e-mailadres, mailadres, adresse e-mail, adresse mail, adresse électronique, courriel, mél,
    indirizzo e-mail, indirizzo email, posta elettronica`,
  username: `username, user name, user, login, login name, user id, account, account name, sam account name, user principal name, upn, uid,
    network id, Benutzername, Benutzer, Benutzerkennung, Anmeldename, Kennung, Benutzerkonto, gebruikersnaam, inlognaam, gebruiker,
    nom d'utilisateur, identifiant, utilisateur, compte, nome utente, utente`,
  jobTitle: `job title, title, position, job, role, function, designation, Stelle, Stellenbezeichnung, Position, Funktion, Berufsbezeichnung,
    Tätigkeit, functie, functietitel, functieomschrijving, beroep, poste, fonction, intitulé du poste, emploi, mansione, ruolo, qualifica, posizione`,
  company: `company, company name, legal entity, employer, organisation, organization, Firma, Unternehmen, Gesellschaft, Arbeitgeber, bedrijf,
    bedrijfsnaam, werkgever, société, entreprise, employeur, azienda, società, ditta, datore di lavoro`,
  kind: `employment type, employee type, emp type, worker type, contract type, person type, type, category, employment category,
    Beschäftigungsart, Anstellungsart, Mitarbeitertyp, Mitarbeiterart, Vertragsart, dienstverband, type dienstverband, contracttype,
    type de contrat, type de salarié, statut d'emploi, tipo contratto, tipo di contratto, tipologia`,
  department: `department, dept, department name, org unit, organisational unit, organizational unit, team, division, business unit, unit, section,
    Abteilung, Bereich, Organisationseinheit, OE, Fachbereich, Abteilungsname, Kostenstelle Bezeichnung, afdeling, afdelingsnaam, organisatie-eenheid,
    département, service, direction, unité, reparto, dipartimento, ufficio, settore, unità organizzativa`,
  site: `site, location, plant, works, office, office location, work location, branch, locality, physical delivery office name,
    Standort, Werk, Niederlassung, Betriebsstätte, Arbeitsort, Dienstort, Büro, locatie, vestiging, standplaats, fabriek, werklocatie,
    lieu, lieu de travail, établissement, usine, agence, sede, stabilimento, luogo, luogo di lavoro, filiale`,
  state: `status, state, active, activated, is active, enabled, account enabled, employment status, worker status, employee status, account status,
    Status, Zustand, Aktiv, aktiviert, Beschäftigungsstatus, Konto aktiv, actief, ingeschakeld, dienststatus, actif, activé, statut, état,
    statut d'activité, attivo, attiva, stato, abilitato`,
  startDate: `start date, hire date, date hired, hired, hired on, entry date, joined, join date, joining date, employment start, date of joining, contract start,
    Eintritt, Eintrittsdatum, Eintritt am, Beginn, Beschäftigungsbeginn, Einstellungsdatum, indiensttreding, datum in dienst, in dienst, in dienst sinds,
    startdatum, date d'entrée, date d'embauche, embauche, date de début, entrée, data assunzione, data di assunzione, data inizio, assunto il, assunzione`,
  endDate: `end date, termination date, leave date, leaving date, last day, last working day, exit date, date left, employment end, contract end, terminated on,
    Austritt, Austrittsdatum, Austritt am, Ende, Beschäftigungsende, letzter Arbeitstag, uitdiensttreding, datum uit dienst, uit dienst, einddatum,
    date de sortie, date de départ, départ, sortie, date de fin, data cessazione, data di cessazione, data fine, cessato il, data uscita, uscita`,
}

const assets: Partial<Record<AssetField, string>> = {
  tag: `tag, asset tag, asset no, asset number, asset id, inventory number, inventory no, inventory tag, inventory id, inventory code, equipment number,
    equipment no, barcode, label number, property number, Inventarnummer, Inventar-Nr, Inventarnr, Inv-Nr, Anlagennummer, Anlagen-Nr, Gerätenummer,
    Geräte-Nr, Equipmentnummer, Betriebsmittelnummer, inventarisnummer, inventarisnr, activanummer, activumnummer, objectnummer, materieelnummer,
    numéro d'inventaire, n° d'inventaire, n° inventaire, numéro d'actif, code inventaire, étiquette, numero inventario, numero di inventario,
    n inventario, codice inventario, codice cespite, numero cespite, matricola cespite`,
  name: `name, asset, asset name, item name, item, device, device name, computer, computer name, host, host name, hostname, equipment, equipment name,
    machine, machine name, designation, title, system, system name, product, product name, software, software name, application,
    Name, Bezeichnung, Gerät, Gerätename, Gerätebezeichnung, Anlage, Anlagenbezeichnung, Rechnername, Computername, Benennung, Maschine, Betriebsmittel,
    naam, apparaat, apparaatnaam, benaming, computernaam, installatie, nom, désignation, appareil, nom de l'appareil, nom de l'équipement,
    équipement, libellé, nom de l'actif, nome, denominazione, dispositivo, nome dispositivo, apparecchiatura, bene, cespite`,
  kind: `kind, category, type, asset type, asset category, device type, device category, item type, class, asset class, equipment type, object type,
    Kategorie, Art, Typ, Gerätetyp, Geräteart, Anlagenart, Assettyp, Klasse, Objektart, categorie, soort, type apparaat, apparaattype, assettype,
    catégorie, type d'équipement, type d'actif, type de matériel, genre, categoria, tipo, tipologia, tipo dispositivo, tipo di bene`,
  status: `status, state, asset status, status label, state name, lifecycle, lifecycle status, operational status, condition,
    Status, Zustand, Betriebszustand, Gerätestatus, toestand, statut, état, stato, condizione`,
  tier: `tier, criticality, criticality tier, criticality level, priority class, Kritikalität, Kritikalitätsstufe, Stufe, kritikaliteit, criticité,
    niveau de criticité, criticità, livello di criticità`,
  serial: `serial, serial number, serial no, serial nr, serialno, serialnumber, s/n, sn, service tag, Seriennummer, Serien-Nr, Seriennr, Fabriknummer,
    Fabrik-Nr, Herstellnummer, Maschinennummer, serienummer, serienr, fabrieksnummer, numéro de série, n° de série, n° série, no de série, numero di serie,
    numero seriale, seriale, numero matricola, matricola, n di serie`,
  manufacturer: `manufacturer, vendor, make, brand, maker, producer, publisher, Hersteller, Fabrikat, Marke, Produzent, Herausgeber, fabrikant, merk, producent,
    fabricant, marque, constructeur, éditeur, produttore, marca, fabbricante, costruttore`,
  model: `model, model name, asset model, device model, product model, Modell, Modellname, Modellbezeichnung, Gerätemodell, Typenbezeichnung, model naam,
    modelnaam, modèle, nom du modèle, modello, nome modello`,
  modelNumber: `model number, model no, part number, part no, order code, article number, material number, product number, product code, Modellnummer,
    Modell-Nr, Artikelnummer, Artikel-Nr, Teilenummer, Materialnummer, Bestellnummer Hersteller, modelnummer, artikelnummer, onderdeelnummer,
    numéro de modèle, référence, référence fabricant, référence produit, numero modello, codice articolo, codice prodotto, codice modello`,
  site: `site, plant, works, factory, branch, site name, Werk, Betriebsstätte, Niederlassung, vestiging, fabriek, usine, établissement, stabilimento, sede`,
  place: `place, room, building, rack, position, bay, hall, floor, area, cabinet, workplace, Raum, Gebäude, Halle, Platz, Schrank, Arbeitsplatz, Aufstellort, Aufstellungsort,
    Lagerort, Anlagenplatz, ruimte, kamer, gebouw, plaats, werkplek, kast, salle, bâtiment, emplacement, local, bureau, armoire, stanza, edificio, posto, reparto macchina,
    postazione, ubicazione, armadio`,
  department: `department, dept, department name, business unit, org unit, division, cost center name, Abteilung, Bereich, Organisationseinheit, Fachbereich, afdeling,
    organisatie-eenheid, département, service, reparto, dipartimento, ufficio`,
  parent: `parent, parent asset, parent tag, parent device, part of, belongs to asset, übergeordnet, übergeordnetes Gerät, übergeordnete Anlage, Teil von, gehört zu Anlage,
    bovenliggend, onderdeel van, parent équipement, fait partie de, actif parent, bene padre, parte di`,
  supplier: `supplier, supplier name, reseller, dealer, distributor, purchased from, bought from, provider, Lieferant, Händler, Lieferfirma, Bezugsquelle, Anbieter, leverancier,
    fournisseur, revendeur, fornitore, rivenditore`,
  orderNumber: `order number, order no, order id, purchase order, purchase order number, po number, po no, po, Bestellnummer, Bestell-Nr, Auftragsnummer, Bestellung,
    ordernummer, bestelnummer, inkoopordernummer, numéro de commande, n° de commande, bon de commande, commande, numero ordine, numero d'ordine, ordine, ordine di acquisto`,
  purchasedOn: `purchase date, purchased, purchased on, date purchased, date of purchase, buy date, bought on, acquisition date, date acquired, invoice date, delivery date,
    Kaufdatum, Kauf am, Anschaffungsdatum, Anschaffung, Beschaffungsdatum, gekauft am, Zugangsdatum, Rechnungsdatum, aankoopdatum, aanschafdatum, aangekocht op, gekocht op,
    date d'achat, date d'acquisition, acheté le, data acquisto, data di acquisto, acquistato il, data di acquisizione`,
  cost: `cost, purchase cost, purchase price, price, value, purchase value, acquisition cost, acquisition value, net price, amount, Preis, Kaufpreis, Anschaffungswert,
    Anschaffungskosten, Anschaffungspreis, Wert, Kosten, Nettopreis, prijs, aankoopprijs, aanschafprijs, aanschafwaarde, aankoopwaarde, prix, prix d'achat, coût, valeur,
    valeur d'achat, prezzo, prezzo di acquisto, costo, costo di acquisto, valore`,
  currency: 'currency, price currency, cost currency, Währung, valuta, munt, devise, monnaie, divisa',
  warrantyEndsOn: `warranty end, warranty ends, warranty end date, warranty expires, warranty expiration, warranty expiration date, warranty expiry, warranty until, warranty date,
    Garantieende, Garantie bis, Gewährleistung bis, Gewährleistungsende, Garantieablauf, Ende der Garantie, garantie tot, einde garantie, einddatum garantie,
    fin de garantie, fin garantie, garantie jusqu'au, expiration de la garantie, fine garanzia, scadenza garanzia, garanzia fino al`,
  warrantyMonths: `warranty months, warranty period, warranty in months, warranty duration, Garantie Monate, Garantiedauer, Garantie in Monaten, garantietermijn, garantie maanden,
    durée de garantie, garantie en mois, durata garanzia, mesi di garanzia`,
  supportEndsOn: `end of support, support end, support ends, support end date, support until, eol, eol date, eos, eosl, asset eol date, end of life, end of life date, end of service,
    expiration date, expires, expiry date, valid until, Supportende, Support bis, Lebensende, Ende des Supports, Ende der Wartung, Wartungsende, Ablaufdatum, gültig bis, Laufzeit bis,
    einde ondersteuning, einde levensduur, vervaldatum, geldig tot, fin de support, fin de vie, date d'expiration, valable jusqu'au, fine supporto, fine vita, scadenza, data di scadenza`,
  updatedOn: `last update of software, last patched, patched on, last patch date, last software update, firmware date, letztes Update, zuletzt gepatcht, letzte Aktualisierung der Software,
    laatste software-update, dernière mise à jour logicielle, ultimo aggiornamento software`,
  firmware: `firmware, firmware version, software version, version, os version, bios version, sw version, Firmwareversion, Firmware-Stand, Softwarestand, Softwareversion, firmwareversie,
    softwareversie, versie, version du firmware, version logicielle, micrologiciel, versione firmware, versione software, versione`,
  productionAccess:
    'access to production, production access, Zugriff auf Produktion, Produktionszugriff, toegang tot productie, accès à la production, accesso alla produzione',
  customerDataAccess:
    'access to customer data, customer data access, customer data, Zugriff auf Kundendaten, Kundendaten, klantgegevens, données clients, dati dei clienti',
  personalData:
    'personal data, pii, gdpr, holds personal data, personenbezogene Daten, DSGVO, persoonsgegevens, avg, données personnelles, rgpd, dati personali',
  processingRecord: `processing record, record of processing, ropa reference, Verarbeitungsverzeichnis, VVT, verwerkingsregister, registre des traitements, registro dei trattamenti`,
  informationClass: `information class, information classification, data classification, classification, confidentiality class, Informationsklasse, Vertraulichkeit, Vertraulichkeitsstufe,
    Schutzklasse, informatieclassificatie, classification des données, classe d'informazione, classificazione`,
  notes: `notes, note, comment, comments, remarks, remark, asset notes, further information, observation, observations, Notiz, Notizen, Bemerkung, Bemerkungen, Kommentar, Anmerkung, Anmerkungen,
    opmerking, opmerkingen, notitie, notities, remarque, remarques, commentaire, commentaires, commento, commenti, osservazioni, annotazioni`,
  labels:
    'labels, tags, keywords, Schlagworte, Schlagwörter, Etiketten, labels en tags, trefwoorden, mots-clés, étiquettes, etichette, parole chiave',
  ownerSince: `owner since, owned since, responsible since, Eigentümer seit, verantwortlich seit, Verantwortlicher seit, eigenaar sinds, verantwoordelijk sinds, propriétaire depuis,
    responsable depuis, proprietario dal, responsabile dal`,
  'holder.personnelNumber': people.personnelNumber!,
  'holder.email': people.email!,
  'holder.username': people.username!,
  'holder.name': people.name!.replace(/^name,/, '').replace(/\bnaam,/, ''),
  'holder.givenName': people.givenName!.replace(/ nome,/, ''),
  'holder.familyName': people.familyName!.replace(/ sn,/, '').replace(/ nom,/, ''),
}

export const headings: Record<ImportKind, Partial<Record<Field, string>>> = { people, assets }

/** Headings that can mean more than one field: the first that is free and fits the values. */
export const several: Record<ImportKind, [fields: Field[], headings: string][]> = {
  people: [[['personnelNumber'], 'id, nr, no, number, Nummer, nummer, numéro, numero']],
  assets: [
    [
      ['site', 'place'],
      'location, location name, Standort, Ort, locatie, standplaats, lieu, localisation, lieux, luogo, posizione, rtd location, default location',
    ],
    [['warrantyEndsOn', 'warrantyMonths'], 'warranty, guarantee, Garantie, Gewährleistung, garanzia'],
    [['name', 'notes'], 'description, Beschreibung, omschrijving, descrizione'],
    [['tag'], 'id, nr, no, number, Nummer, nummer, numéro, numero'],
    [['supportEndsOn', 'warrantyEndsOn'], 'end date, Enddatum, einddatum, date de fin, data fine'],
  ],
}

/** Words for a person in a part, before or after which a word says how the person is named: "owner e-mail", "E-Mail Eigentümer". */
export const roles: Record<ImportKind, Record<string, string>> = {
  people: {
    manager: `manager, line manager, supervisor, reports to, boss, superior, direct manager, team lead, Vorgesetzter, Vorgesetzte, Vorgesetzte/r, Führungskraft, Teamleiter,
      Chef, direkter Vorgesetzter, disziplinarischer Vorgesetzter, leidinggevende, manager medewerker, teamleider, chef, responsable, supérieur, supérieur hiérarchique, manager direct,
      responsable hiérarchique, responsabile, superiore, capo, responsabile diretto`,
  },
  assets: {
    owner: `owner, asset owner, owned by, owner name, accountable, accountable person, accountable owner, responsible, responsible person, person responsible, business owner, system owner,
      information owner, risk owner, in charge, Eigentümer, Eigentümerin, Asset-Eigentümer, Asset-Owner, Verantwortlicher, Verantwortliche, Verantwortliche/r, Verantwortliche Person,
      Verantwortung, Anlagenverantwortlicher, Systemverantwortlicher, Geräteverantwortlicher, Verantw., eigenaar, asseteigenaar, verantwoordelijke, verantwoordelijk persoon, systeemeigenaar, propriétaire,
      propriétaire de l'actif, responsable, personne responsable, proprietario, responsabile, persona responsabile, titolare`,
    holder: `checked out to, checkedout to, checkout to, checkout, assigned to, assigned user, assignee, assigned, issued to, loaned to, allocated to, used by, in use by, user, primary user, main user,
      last user, current user, holder, custodian, keeper, in possession of, ausgegeben an, zugewiesen an, zugeordnet, verliehen an, ausgeliehen an, Benutzer, Nutzer, Anwender, Hauptbenutzer, Halter,
      aktueller Nutzer, Ausgabe an, übergeben an, toegewezen aan, uitgegeven aan, in gebruik bij, in gebruik door, gebruiker, houder, hoofdgebruiker, uitgeleend aan, attribué à, affecté à, assigné à,
      utilisateur, utilisateur principal, détenteur, remis à, prêté à, assegnato a, assegnatario, in uso a, utente, utilizzatore, consegnato a, detentore, affidato a`,
  },
}

export const attributes: Record<string, string> = {
  personnelNumber: `id, no, nr, number, num, employee number, employee id, employee no, personnel number, personnel no, staff number, badge, Nummer, Personalnummer, Personal-Nr, Pers-Nr, Mitarbeiternummer,
    nummer, personeelsnummer, numéro, matricule, numero, matricola`,
  email: `email, e-mail, mail, email address, e-mail address, E-Mail-Adresse, e-mailadres, adresse e-mail, adresse mail, courriel, indirizzo e-mail, posta elettronica`,
  username: `username, user name, login, account, upn, user principal name, sam account name, user id, Benutzername, Kennung, Anmeldename, gebruikersnaam, identifiant, nom d'utilisateur, nome utente`,
  name: `full name, display name, person, dn, Vollständiger Name, Anzeigename, volledige naam, nom complet, nome completo`,
  givenName: people.givenName!,
  familyName: people.familyName!,
  place: `location, place, room, site, Standort, Ort, Raum, locatie, ruimte, lieu, emplacement, luogo, ubicazione`,
}

/** Headings under which a list may name the owner, the holder or somebody else: only a person can tell. */
export const unclear: Record<ImportKind, string> = {
  people: '',
  assets: `Besitzer, Inhaber, contact, contact person, contact name, Ansprechpartner, contactpersoon, personne de contact, referente, technician in charge, technician in charge of the hardware,
    Technischer Verantwortlicher, technicien responsable, technicien en charge du matériel, group in charge, group, managed by, tenant, administrator, admin, keyholder, licensed to name, licensed to email,
    company, company name, Firma, Gesellschaft, bedrijf, société, azienda`,
}

/** What the register does not keep of people (data minimisation) and never needs of things: said plainly instead of "unknown". */
export const notKept: Record<ImportKind, string> = {
  people: `gender, gender pronoun, sex, date of birth, birth date, birthday, age, nationality, marital status, religion, salary, iban, bank account, social security number, ssn, tax id, photo, avatar, gravatar,
    vip, remote, on leave, phone, phone number, office phone, mobile, mobile phone, home phone, fax, address, street, street address, city, zip, zip code, postal code, country, country code, website,
    Geschlecht, Geburtsdatum, Geburtstag, Staatsangehörigkeit, Familienstand, Konfession, Gehalt, Steuer-ID, Telefon, Telefonnummer, Handy, Mobil, Adresse, Straße, PLZ, Postleitzahl, Wohnort, Land,
    geslacht, geboortedatum, nationaliteit, salaris, telefoon, telefoonnummer, mobiel, adres, postcode, woonplaats, land, sexe, genre, date de naissance, nationalité, salaire, téléphone, portable, adresse,
    code postal, ville, pays, sesso, data di nascita, nazionalità, stipendio, codice fiscale, telefono, cellulare, indirizzo, cap, città, paese`,
  assets: `depreciation, depreciation rate, depreciation end date, book value, residual value, Abschreibung, Restwert, Buchwert, afschrijving, boekwaarde, amortissement, valeur comptable, ammortamento, valore residuo`,
}
