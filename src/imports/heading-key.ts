/** Articles and prepositions that say no more than the words beside them. */
const fillers = new Set(
  'of the des der die das den dem du de d l la le les van het een di del della dell il lo al for für pour per'.split(
    ' ',
  ),
)

/**
 * The forms under which a heading is compared: case, accents, spaces and signs do not count, ü stands as u and as ue.
 * `Geräte-Eigentümer (neu)` → `gerateeigentumerneu`, `geraeteeigentuemerneu`
 */
export function headingKeys(heading: string): string[] {
  const words = heading
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .split(/[^\p{L}\p{M}\p{N}]+/u)
  const kept = words.filter((word) => !fillers.has(word)).join('')
  const plain = withoutAccents(kept)
  const german = withoutAccents(kept.replaceAll('ä', 'ae').replaceAll('ö', 'oe').replaceAll('ü', 'ue'))
  return plain === german ? [plain] : [plain, german]
}

export function withoutAccents(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '')
}
