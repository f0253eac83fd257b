/** Builds the screens before the journeys, as `npm start` does. */
export async function setup(): Promise<void> {
  await import('../../scripts/build.ts')
}
