import { defineConfig } from 'vitest/config'

const needsDatabase = ['{src,test}/**/*.{db,http}.test.ts']

/** The suffix of a test file says what it needs: nothing, a database, or the app on one. */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'rules',
          include: ['{src,test}/**/*.test.ts'],
          exclude: [...needsDatabase, 'test/journeys/**'],
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
    ],
  },
})
