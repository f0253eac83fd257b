import { defineConfig } from 'vitest/config'

const needsDatabase = ['{src,test}/**/*.{db,http}.test.ts']

const needsSystem = '{src,test}/**/*.os.test.ts'
const needsRoot = '{src,test}/**/*.root.test.ts'
const isRoot = process.getuid?.() === 0

/** The suffix of a test file says what it needs: nothing, a database, the app on one, accounts and disks, or root. */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'rules',
          testTimeout: 60_000,
          include: ['{src,test}/**/*.test.ts'],
          exclude: [...needsDatabase, needsSystem, needsRoot, 'test/journeys/**'],
        },
      },
      {
        test: {
          name: 'db',
          include: needsDatabase,
          globalSetup: 'test/database.ts',
          testTimeout: 30_000,
          hookTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'cluster',
          include: isRoot ? [needsSystem, needsRoot] : [needsSystem],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'journeys',
          include: ['test/journeys/*.journey.test.ts'],
          globalSetup: 'test/journeys/screens.ts',
          testTimeout: 180_000,
          hookTimeout: 180_000,
          // Each has a browser, a server and a database; more at once than this only wait for each other.
          maxWorkers: 2,
        },
      },
    ],
  },
})
