import type { importWords as english } from './import-words.en.ts'

/** Die Wörter der Importe auf Deutsch. */
export const importWords: Record<keyof typeof english, string> = {
  'import.title': 'Import',
  'import.lead': 'Listen aus anderen Programmen und Tabellen, und was aus ihnen wurde.',
  'import.new': 'Eine Liste hereinholen',
  'import.none': 'Noch keine Liste wurde hereingeholt',
  'import.none_help': 'Beginnen Sie mit den Personen; dann sind ihre Namen bekannt, wenn das Inventar kommt.',
  'import.file': 'Datei',
  'import.list': 'Liste von',
  'import.people': 'Personen',
  'import.assets': 'Inventar',
  'import.state': 'Zustand',
  'import.state_read': 'Gelesen, nicht begonnen',
  'import.state_running': 'Läuft',
  'import.state_linking': 'Läuft',
  'import.state_done': 'Fertig',
  'import.rows': 'Zeilen',
  'import.when': 'Gelesen am',
  'import.who': 'Von',
  'import.which': 'Was steht in der Liste?',
  'import.people_help': 'In jeder Zeile eine Person, etwa ein Export der Personalabteilung oder des Verzeichnisses.',
  'import.assets_help': 'In jeder Zeile ein Gegenstand, etwa ein Export eines Inventarprogramms.',
  'import.drop': 'Eine Datei hier ablegen, oder',
  'import.choose_file': 'Datei wählen',
  'import.file_help':
    'CSV oder Excel (.xlsx), bis 50 MB. Nichts wird eingetragen, bevor Sie gesehen haben, was geschähe.',
  'import.uploading': '{name} wird gesendet …',
  'import.reading': '{name} wird gelesen …',
  'import.steps': 'Schritte',
  'import.step_columns': '1. Spalten',
  'import.step_preview': '2. Vorschau',
  'import.step_result': '3. Ergebnis',

  // columns
  'import.columns': 'Spalten',
  'import.columns_lead': 'Als was jede Spalte der Datei gelesen wird. Was wegbleibt, wird nicht behalten.',
  'import.column': 'Spalte',
  'import.samples': 'Zum Beispiel',
  'import.read_as': 'Gelesen als',
  'import.read_as_of': '{column} lesen als',
  'import.left_out': '– bleibt weg –',
  'import.why': 'Warum',
  'import.missing': 'Damit es weitergeht, sagen Sie, welche Spalte dies enthält: {fields}.',
  'import.missing_kind': 'Oder wählen Sie unten eine Art für alle Zeilen.',
  'import.read_so': 'Wie gelesen wird',
  'import.date_order': 'Daten wie 03/04/2026',
  'import.date_by_column': 'je nach Spalte',
  'import.date_dmy': 'Tag zuerst: 3. April',
  'import.date_mdy': 'Monat zuerst: 4. März',
  'import.decimal_sign': 'Dezimalzeichen',
  'import.decimal_comma': 'Komma: 1.250,90',
  'import.decimal_point': 'Punkt: 1,250.90',
  'import.currency': 'Währung, wo ein Preis keine nennt',
  'import.kind_for_rest': 'Art der Zeilen, die keine bekannte nennen',
  'import.kind_none': '– ablehnen –',
  'import.words': 'Wörter dieser Datei',
  'import.words_lead': 'Sie bedeuten hier noch nichts. Wählen Sie, was sie bedeuten, oder lassen Sie sie.',
  'import.word': 'Wort',
  'import.word_field': 'Als',
  'import.word_rows': 'Zeilen',
  'import.means': 'Bedeutet hier',
  'import.means_of': 'Was {word} als {field} bedeutet',
  'import.means_nothing': '– nichts –',
  'import.active': 'Aktiv',
  'import.inactive': 'Nicht mehr aktiv',
  'import.unclear': 'Zeilen, deren Verantwortlicher keine bekannte Person ist',
  'import.unclear_lead':
    'Für jeden Gegenstand ist eine Person verantwortlich. „IT“ oder eine leere Zelle ist keine. Was soll mit solchen Zeilen geschehen?',
  'import.unclear_wait': 'Sie warten im Ergebnis, bis die Person bekannt ist',
  'import.unclear_register': 'Sie werden auf den vorläufig Verantwortlichen eingetragen, als „Verantwortung unklar“',
  'import.provisional': 'Vorläufig verantwortlich',
  'import.provisional_help': 'Steht für das ein, wofür es niemand sonst tut, auch wenn ein Genannter ablehnt.',
  'import.become': 'Wenn Sie es selbst sein wollen:',
  'import.become_action': 'Ich stehe dafür ein',
  'import.to_preview': 'Zeigen, was geschähe',
  'import.locked': 'Dieser Import läuft; wenn er fertig ist, lassen sich die Spalten wieder ändern.',
  'import.of_owner': 'Verantwortlich: {part}',
  'import.of_holder': 'Wer es hat: {part}',
  'import.of_manager': 'Vorgesetzt: {part}',
  'import.group_identity': 'Was es ist',
  'import.group_person': 'Wer es ist',
  'import.group_work': 'Arbeit',

  // preview
  'import.preview': 'Vorschau',
  'import.preview_lead': 'Das geschähe. Noch ist nichts eingetragen.',
  'import.nothing_left': 'Es ist nichts mehr hereinzuholen. Jede Zeile hat ihr Ergebnis.',
  'import.run': '{count, plural, one {Eine Zeile} other {# Zeilen}} hereinholen',
  'import.added': 'Neu',
  'import.changed': 'Geändert',
  'import.same': 'Schon gleich',
  'import.waiting': 'Wartet',
  'import.refused': 'Abgelehnt',
  'import.look_at': 'Zeilen, die Sie zuerst ansehen sollten',
  'import.first_rows': 'Zeilen',
  'import.first_rows_help': 'Zuerst die, zu denen etwas zu sagen ist; gezeigt werden höchstens 200.',
  'import.more_rows': '{count, plural, one {Eine weitere} other {# weitere}} zeigen',
  'import.line': 'Zeile',
  'import.line_n': 'Zeile {line}',
  'import.row': 'Was dort steht',
  'import.outcome': 'Ergebnis',
  'import.remarks': 'Was zu wissen ist',
  'import.cells_gone': 'Es ist im Register.',
  'import.open_person': 'Person öffnen',
  'import.open_asset': 'Gegenstand öffnen',
  'import.needs_provisional': 'Wählen Sie zuerst, wer vorläufig verantwortlich ist.',

  // result
  'import.result': 'Ergebnis',
  'import.not_started': 'Diese Liste ist noch nicht hereingeholt.',
  'import.running': '{done, number} von {lines, number} Zeilen. Sie können die Seite verlassen; es geht weiter.',
  'import.linking': 'Alle Zeilen sind da; nun, wer wem berichtet und was wozu gehört.',
  'import.progress': 'Fortschritt',
  'import.done': 'Fertig am {instant}.',
  'import.show': 'Zeigen',
  'import.all_rows': 'Alle Zeilen',
  'import.with_remarks': 'Zeilen mit Anmerkung',
  'import.no_rows': 'Solche Zeilen gibt es nicht',
  'import.again': 'Wartende neu versuchen ({count, number})',
  'import.again_help':
    'Das lohnt sich, wenn die fehlenden Personen im Register sind oder Sie die Spalten geändert haben.',
  'import.to_people': 'Zu den Personen',
  'import.to_assets': 'Zum Inventar',
  'import.to_finds': 'Gegenstände mit unklarer Verantwortung',
  'operation.import.read': 'Liste gelesen',
  'operation.import.map': 'Spalten einer Liste gewählt',
  'operation.import.start': 'Import begonnen',
  'operation.import.rows': 'Zeilen hereingeholt',
  'operation.import.link': 'Zeilen verknüpft',

  // why a column is used or left out
  'import_reason.preset': 'So nennt es {preset}.',
  'import_reason.heading': 'So sagt es die Überschrift.',
  'import_reason.content': 'Die Werte sehen so aus.',
  'import_reason.remembered': 'So wurde es für diese Überschrift schon gewählt.',
  'import_reason.chosen': 'Wie Sie gewählt haben.',
  'import_reason.taken': 'Das sagt schon die Spalte „{by}“.',
  'import_reason.unfit': 'Die Werte sind nicht, was die Überschrift sagt.',
  'import_reason.empty': 'Sie hat keine Werte.',
  'import_reason.unclear':
    'Das kann den Verantwortlichen meinen, den, der es hat, oder etwas anderes. Wählen Sie, wenn Sie es wissen.',
  'import_reason.not_kept': 'Das Register behält dies nicht.',
  'import_reason.technical': 'Das braucht nur {preset}.',
  'import_reason.implied': 'Andere Spalten sagen dasselbe.',
  'import_reason.unknown': 'Kein Feld heißt so. Wählen Sie eines, wenn es wichtig ist.',

  // what is to say about a row
  'problem.name_missing': 'In dieser Zeile steht kein Name.',
  'problem.key_missing': 'Nichts unterscheidet diese Zeile von anderen: keine Inventarnummer und keine Seriennummer.',
  'problem.repeated': 'Dasselbe steht schon in Zeile {line}.',
  'problem.serial_repeated': 'Zeile {line} hat dieselbe Seriennummer.',
  'problem.serial_known': '{tag} hat dieselbe Seriennummer.',
  'problem.serial_ambiguous':
    'Mehrere Gegenstände haben diese Seriennummer. Nennen Sie den gemeinten mit seiner Inventarnummer.',
  'problem.person_key_missing':
    'Nichts unterscheidet diese Person von anderen: keine Personalnummer, E-Mail-Adresse oder Benutzername.',
  'problem.person_differs':
    '{name} hat {field, select, email {diese E-Mail-Adresse} username {diesen Benutzernamen} directoryId {diese Verzeichnis-Nummer} other {diese Personalnummer}}, ist nach einem anderen Merkmal der Zeile aber jemand anderes. Berichtigen Sie die Liste oder die Person.',
  'problem.kind_missing':
    'Die Zeile sagt nicht, welche Art Gegenstand es ist. Wählen Sie eine für alle solchen Zeilen.',
  'problem.owner_missing': 'Niemand ist als verantwortlich genannt.',
  'problem.owner_unknown': '„{cell}“ ist keine Person des Registers.',
  'problem.owner_ambiguous':
    '„{cell}“ heißen mehrere Personen. Nennen Sie die verantwortliche mit Personalnummer oder E-Mail-Adresse.',
  'problem.owner_leaving': '{cell} geht oder ist gegangen.',
  'problem.owner_differs':
    'Im Register ist jemand anderes verantwortlich. Das ändert nur eine Übergabe: Bieten Sie es {cell} an.',
  'problem.holder_unknown':
    '„{cell}“ hat es in der Hand, ist aber keine Person des Registers; das wurde nicht behalten.',
  'problem.holder_leaving': '{cell} hat es in der Hand, geht aber oder ist gegangen; das wurde nicht behalten.',
  'problem.manager_unknown': 'Die vorgesetzte Person „{cell}“ ist nicht im Register.',
  'problem.parent_unknown': 'Es gibt keinen Gegenstand mit der Inventarnummer „{cell}“.',
  'problem.parent_in_circle': '„{cell}“ ist ein Teil davon, kann also nicht das sein, wozu es gehört.',
  'problem.disposed_already':
    'Laut Liste ist es ausgemustert. Eingetragen wird nur, wofür noch jemand verantwortlich ist.',
  'problem.says_disposed':
    'Laut Liste ist es ausgemustert. Das beendet die Verantwortung, also tut es der Verantwortliche selbst, mit Grund.',
  'problem.field_not_of_kind': 'Gegenstände dieser Art haben kein Feld {field}; es wurde nicht behalten.',
  'problem.disposed': 'Dieser Gegenstand ist ausgemustert; seine Geschichte ist zu Ende.',
  'problem.says_left':
    'Laut Liste ist diese Person nicht mehr aktiv. Durch einen Import geht niemand: Vermerken Sie, dass sie geht.',
  'problem.not_stored': 'Das Register hat es abgelehnt: {reason}',

  // what is to say about a cell
  'problem.date_unknown': '„{cell}“ ist kein Datum. Schreiben Sie es als 2024-02-29.',
  'problem.date_impossible': '„{cell}“ ist ein Tag, den es nicht gibt.',
  'problem.date_ambiguous': '„{cell}“ lässt sich mit dem Tag oder dem Monat zuerst lesen. Wählen Sie die Reihenfolge.',
  'problem.boolean_unknown': '„{cell}“ ist weder ja noch nein.',
  'problem.number_unknown': '„{cell}“ ist keine Zahl.',
  'problem.number_ambiguous':
    '„{cell}“ kann eine ganze Zahl sein oder eine mit Dezimalen. Wählen Sie das Dezimalzeichen.',
  'problem.money_negative': '„{cell}“ ist weniger als nichts; erwartet wird, was bezahlt wurde.',
  'problem.money_too_fine': '„{cell}“ hat mehr Dezimalen als {currency}.',
  'problem.money_too_large': '„{cell}“ ist größer, als behalten werden kann.',
  'problem.currency_missing': '„{cell}“ nennt keine Währung. Wählen Sie eine.',
  'problem.currency_unknown': '„{currency}“ ist keine Währung nach ISO 4217.',
  'problem.months_unknown': '„{cell}“ ist keine Anzahl von Monaten.',
  'problem.email_wrong': '„{cell}“ ist keine E-Mail-Adresse.',
  'problem.status_unknown': '„{cell}“ ist kein Status eines Gegenstands. Wählen Sie, was es hier bedeutet.',
  'problem.kind_unknown': '„{cell}“ ist hier keine Art von Gegenstand. Wählen Sie, welche Art gemeint ist.',
  'problem.state_unknown': '„{cell}“ sagt nicht, ob die Person aktiv ist.',
  'problem.person_kind_unknown':
    '„{cell}“ ist keine Art der Beschäftigung. Wählen Sie angestellt, befristet oder extern.',
  'problem.tier_unknown':
    '„{cell}“ ist keine Stufe. Schreiben Sie 1 (kritisch), 2 (wichtig), 3 (Standard) oder 4 (unkritisch).',
  'problem.choice_unknown': '„{cell}“ ist keine der Möglichkeiten: {choices}.',
  'problem.several_people':
    '„{cell}“ nennt mehr als eine Person. Eine Person ist verantwortlich oder hat es in der Hand.',
  'problem.too_long': 'Der Text hat {length, number} Zeichen; behalten werden höchstens {limit, number}.',

  // what is to say about a file
  'sheet.file_empty': 'Die Datei ist leer. Exportieren Sie sie noch einmal und sehen Sie nach, ob Zeilen darin sind.',
  'sheet.file_too_large':
    'Die Datei ist größer als {limit} MB. Entfernen Sie Bilder und unnötige Blätter, oder teilen Sie sie.',
  'sheet.not_a_sheet':
    'Das ist keine Liste ({found}). Speichern Sie die Liste als CSV (UTF-8) oder als Excel-Arbeitsmappe (.xlsx).',
  'sheet.old_xls':
    'Das ist eine Arbeitsmappe des alten Excel-Formats (.xls). Öffnen Sie sie, speichern Sie sie als .xlsx oder CSV und versuchen Sie es noch einmal.',
  'sheet.password_protected':
    'Die Arbeitsmappe ist mit einem Kennwort geschützt. Entfernen Sie es, speichern Sie und versuchen Sie es noch einmal.',
  'sheet.broken_bytes':
    'Der Text in Zeile {line} ist beschädigt: Er enthält Bytes, die in {encoding} keine Buchstaben sind. Speichern Sie die Datei neu als UTF-8, oder berichtigen Sie die Zeile.',
  'sheet.quote_not_closed':
    'Ein Anführungszeichen, das in Zeile {line} beginnt, endet nie; der Rest der Datei wäre eine Zelle. Schließen Sie es, oder verdoppeln Sie es, wo es zum Text gehört.',
  'sheet.cell_too_long':
    'Zeile {line}, Spalte {column}: Die Zelle hat mehr als {limit} Zeichen. Oft ist vorher ein Anführungszeichen nicht geschlossen.',
  'sheet.too_many_columns':
    'Zeile {line} hat mehr als {limit} Spalten. Löschen Sie Spalten, die nicht gebraucht werden.',
  'sheet.too_many_rows': 'Die Liste hat mehr als {limit} Zeilen. Teilen Sie sie auf mehrere Dateien auf.',
  'sheet.too_many_cells': 'Die Liste hat mehr als {limit} Zellen. Löschen Sie unnötige Spalten, oder teilen Sie sie.',
  'sheet.unpacks_too_large':
    'Die Arbeitsmappe ist ausgepackt weit größer, als ihre Größe erklärt. Speichern Sie die Liste allein in einer neuen.',
  'sheet.broken_workbook':
    'Die Arbeitsmappe ist beschädigt ({part}). Öffnen Sie sie in Excel oder LibreOffice, speichern Sie sie neu und versuchen Sie es noch einmal.',
  'sheet.lines_above': 'Was über den Überschriften (Zeile {line}) steht, wurde nicht gelesen.',
  'sheet.headings_unsure':
    'Zeile {line} wurde als Überschriften genommen, sieht aber nach Daten aus. Fügen Sie Überschriften ein, wenn es keine gibt.',
  'sheet.same_heading': 'Überschriften, die mehrmals stehen, wurden nummeriert: {names}.',
  'sheet.no_heading': 'Spalten ohne Überschrift wurden nach ihrem Buchstaben benannt: {names}.',
  'sheet.short_rows': '{count} Zeilen haben weniger Zellen als Überschriften; die fehlenden wurden als leer gelesen.',
  'sheet.long_rows':
    '{count} Zeilen haben mehr Zellen als Überschriften. Sehen Sie nach, ob eine Zelle ein Trennzeichen ohne Anführungszeichen enthält.',
  'sheet.guessed_encoding':
    'Die Datei ist nicht UTF-8; ihre Buchstaben wurden als {encoding} gelesen. Achten Sie auf Umlaute und Akzente.',
  'sheet.garbled_letters':
    'Manche Buchstaben waren schon vor dem Speichern entstellt (wie „{example}“). Sie wurden gelesen, wie sie dastehen; ein neuer Export als UTF-8 wäre richtig.',
  'sheet.other_sheets': 'Nur das Blatt „{name}“ wurde gelesen, nicht {others}.',
  'sheet.error_cells': '{count} Zellen enthalten einen Fehler von Excel ({example}) und wurden als leer gelesen.',
  'sheet.formula_without_value':
    '{count} Zellen enthalten eine Formel ohne gespeichertes Ergebnis und wurden als leer gelesen. Öffnen und speichern Sie die Arbeitsmappe in Excel.',
  'sheet.merged_cells': '{count} verbundene Bereiche wurden nur in ihrer ersten Zelle als Wert gelesen ({example}).',

  // fields that only lists have
  'field.directoryId': 'Verzeichnis-Nummer',
  'field.ownerSince': 'Verantwortlich seit',
  'field.warrantyMonths': 'Garantie in Monaten',
}
