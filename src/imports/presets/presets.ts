import type { ImportKind } from '../fields.ts'
import { headingKeys } from '../heading-key.ts'
import { activeDirectory } from './active-directory.ts'
import { cisoAssistant } from './ciso-assistant.ts'
import { entra } from './entra.ts'
import { glpi } from './glpi.ts'
import { intune } from './intune.ts'
import { lansweeper } from './lansweeper.ts'
import { netbox } from './netbox.ts'
import type { Preset } from './preset.ts'
import { ralph } from './ralph.ts'
import { snipeit } from './snipeit.ts'

export const presets: readonly Preset[] = [
  ...snipeit,
  ...ralph,
  ...entra,
  ...activeDirectory,
  ...intune,
  ...lansweeper,
  ...glpi,
  ...netbox,
  ...cisoAssistant,
]

/** The preset whose headings are all there; of several the one that asks for most. */
export function presetFor(kind: ImportKind, headings: readonly string[]): Preset | undefined {
  const keys = new Set(headings.flatMap(headingKeys))
  const fitting = presets.filter(
    (preset) => preset.kind === kind && preset.signature.every((heading) => keys.has(headingKeys(heading)[0]!)),
  )
  return fitting.sort((a, b) => b.signature.length - a.signature.length)[0]
}
