import { stated } from './blank.ts'
import { headingKeys } from './heading-key.ts'
import { type ProblemCode, problem, type Reading } from './problem.ts'

/** Words of other tools and five languages for what the register has a closed list of. */
type Terms<Value> = Map<string, Value>

export type AssetStatus =
  | 'ordered'
  | 'received'
  | 'registered'
  | 'in_use'
  | 'stored'
  | 'in_transport'
  | 'in_repair'
  | 'returned'
  | 'sanitised'
  | 'disposed'
  | 'lost'
  | 'stolen'
export type Tier = 1 | 2 | 3 | 4
export type PersonKind = 'employee' | 'temporary' | 'contractor'

const statuses = terms<AssetStatus>({
  ordered:
    'ordered, on order, planned, purchasing, requested, bestellt, geplant, besteld, gepland, commandé, en commande, prévu, ordinato, pianificato',
  received:
    'received, delivered, pending, arrived, erhalten, geliefert, ontvangen, geleverd, reçu, livré, ricevuto, consegnato',
  registered:
    'registered, new, staged, staging, in preparation, in progress, neu, registriert, in Vorbereitung, nieuw, geregistreerd, nouveau, enregistré, en préparation, nuovo, registrato',
  in_use: `in use, in-use, used, active, deployed, operational, productive, in production, production, installed, assigned, online, live, enabled, running, managed, ok, aktiv, in Betrieb, im Einsatz, in Benutzung,
    in Gebrauch, benutzt, produktiv, installiert, in gebruik, actief, operationeel, en service, en utilisation, actif, utilisé, en production, opérationnel, in uso, attivo, in servizio, operativo`,
  stored: `stored, in stock, stock, in storage, storage, available, free, spare, ready to deploy, deployable, inventory, reserve, reserved, unused, not in use, idle, offline, inactive, non-active, on shelf,
    auf Lager, im Lager, Lager, eingelagert, verfügbar, frei, Reserve, unbenutzt, inaktiv, op voorraad, voorraad, beschikbaar, opgeslagen, reserve, inactief, en stock, disponible, stocké, réserve, inactif, in magazzino,
    magazzino, disponibile, a scorta, riserva, inattivo`,
  in_transport:
    'in transport, in transit, shipped, shipping, unterwegs, in Transport, versandt, onderweg, verzonden, en transit, en transport, expédié, in transito, in trasporto, spedito',
  in_repair: `in repair, repair, out for repair, out for diagnostics, pending diagnostics, maintenance, in maintenance, broken, defective, defect, damaged, failed, faulty, undeployable, in Reparatur, Reparatur, defekt, kaputt, beschädigt, in Wartung,
    in reparatie, kapot, beschadigd, in onderhoud, en réparation, en panne, défectueux, endommagé, en maintenance, in riparazione, guasto, difettoso, danneggiato, in manutenzione`,
  returned:
    'returned, decommissioning, zurückgegeben, Rückgabe, teruggegeben, retourné, rendu, restitué, restituito, reso',
  sanitised:
    'sanitised, sanitized, wiped, erased, gelöscht, bereinigt, gewist, effacé, nettoyé, cancellato, bonificato',
  disposed: `disposed, disposed of, retired, decommissioned, archived, scrapped, sold, liquidated, written off, destroyed, donated, recycled, old, removed, entsorgt, ausgemustert, verschrottet, verkauft, ausgeschieden, abgeschrieben, stillgelegt,
    afgevoerd, afgeschreven, verkocht, buiten gebruik, gesloopt, mis au rebut, réformé, éliminé, vendu, hors service, dismesso, smaltito, venduto, rottamato, fuori servizio`,
  lost: 'lost, missing, lost/stolen, verloren, vermisst, verschollen, verloren gegangen, vermist, kwijt, perdu, égaré, manquant, perso, smarrito, mancante',
  stolen: 'stolen, theft, gestohlen, Diebstahl, gestolen, volé, rubato',
})

const tiers = terms<Tier>({
  1: '1, tier 1, t1, level 1, critical, very high, highest, mission critical, kritisch, sehr hoch, Stufe 1, zeer hoog, kritiek, critique, très élevé, critico, molto alto',
  2: '2, tier 2, t2, level 2, important, high, wichtig, hoch, Stufe 2, belangrijk, hoog, élevé, importante, alto',
  3: '3, tier 3, t3, level 3, standard, medium, moderate, normal, Standard, mittel, Stufe 3, standaard, middel, gemiddeld, moyen, normale, medio',
  4: '4, tier 4, t4, level 4, non-critical, not critical, low, unkritisch, nicht kritisch, niedrig, gering, Stufe 4, niet kritiek, laag, non critique, faible, bas, non critico, basso',
})

const personKinds = terms<PersonKind>({
  employee: `employee, employees, fte, full time, full-time, part time, part-time, permanent, regular, staff, salaried, internal, apprentice, Mitarbeiter, Angestellter, Angestellte, Arbeiter, festangestellt, unbefristet, Vollzeit, Teilzeit, intern, Azubi,
    Auszubildender, werknemer, medewerker, vast, voltijd, deeltijd, interne, salarié, employé, CDI, temps plein, temps partiel, dipendente, indeterminato, tempo indeterminato, tempo pieno, interno`,
  temporary: `temporary, temp, fixed term, fixed-term, seasonal, intern, trainee, working student, agency, agency worker, interim, befristet, Aushilfe, Zeitarbeit, Leiharbeiter, Leiharbeitnehmer, Werkstudent, Praktikant, Saisonarbeiter, tijdelijk, uitzendkracht,
    stagiair, intérimaire, temporaire, CDD, saisonnier, stagiaire, apprenti, temporaneo, interinale, somministrato, tempo determinato, stagionale, tirocinante, stagista`,
  contractor: `contractor, contract, external, freelancer, freelance, consultant, vendor, supplier, third party, contingent worker, contingent, non-employee, guest, extern, Externer, Externe, Fremdfirma, Dienstleister, Berater, freier Mitarbeiter, externe medewerker,
    ingehuurd, zzp, inhuur, prestataire, externe, sous-traitant, consultant externe, esterno, consulente, collaboratore, libero professionista, appaltatore`,
})

const yes = 'yes, y, true, 1, x, on, ja, j, wahr, waar, oui, vrai, sì, vero, ✓, ✔, ☑'
const no = 'no, n, false, 0, off, nein, falsch, nee, onwaar, non, faux, falso, ✗, ✘, ☐'
const booleans = terms<'yes' | 'no'>({ yes, no })

/** Someone on leave still works here. */
const activity = terms<'active' | 'inactive'>({
  active: `${yes}, active, activated, enabled, current, employed, working, on leave, leave of absence, long-term leave, sick leave, parental leave, hired, aktiv, aktiviert, beschäftigt, angestellt, beurlaubt, Elternzeit, Mutterschutz, actief, ingeschakeld, in dienst, met verlof, actif, activé, en poste, en congé,
    attivo, attiva, abilitato, in servizio, in congedo`,
  inactive: `${no}, inactive, deactivated, disabled, terminated, left, former, former employee, retired, resigned, leaver, ended, ex, inaktiv, deaktiviert, ausgetreten, ausgeschieden, ehemalig, ehemaliger Mitarbeiter, gekündigt, im Ruhestand, inactief, uitgeschakeld, uit dienst, vertrokken,
    inactif, désactivé, parti, sorti, ancien, ancien salarié, retraité, inattivo, disabilitato, cessato, dimesso, uscito, ex dipendente, pensionato`,
})

export const readStatus = (cell: string): Reading<AssetStatus> => read(statuses, cell, 'status_unknown')
export const readPersonKind = (cell: string): Reading<PersonKind> => read(personKinds, cell, 'person_kind_unknown')
export const readActivity = (cell: string): Reading<'active' | 'inactive'> => read(activity, cell, 'state_unknown')

export function readTier(cell: string): Reading<Tier> {
  const found = read(tiers, cell, 'tier_unknown')
  return 'value' in found && found.value !== null ? { value: Number(found.value) as Tier } : found
}

export function readBoolean(cell: string): Reading<boolean> {
  const found = read(booleans, cell, 'boolean_unknown')
  return 'value' in found && found.value !== null ? { value: found.value === 'yes' } : (found as Reading<boolean>)
}

/** Exactly a word of the list; one with a clear sign before it in brackets (Snipe-IT: `Ready to Deploy (deployable)`) counts without. */
function read<Value>(list: Terms<Value>, cell: string, unknown: ProblemCode): Reading<Value> {
  const text = stated(cell)
  if (text === null) return { value: null }
  for (const form of [text, text.split(/[([]/, 1)[0]!])
    for (const key of keys(form)) {
      const value = list.get(key)
      if (value !== undefined) return { value }
    }
  return problem(unknown, text)
}

function terms<Value extends string | number>(lists: Record<Value, string>): Terms<Value> {
  const found: Terms<Value> = new Map()
  for (const [value, list] of Object.entries(lists) as [Value, string][])
    for (const word of list.split(',')) for (const key of keys(word.trim())) if (!found.has(key)) found.set(key, value)
  return found
}

/** Ticks have no letters; everything else is compared as headings are. */
function keys(text: string): string[] {
  return headingKeys(text).map((key) => key || text)
}
