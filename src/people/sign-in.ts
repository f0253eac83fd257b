import { betterAuth } from 'better-auth'
import type { Pool } from 'pg'

/**
 * The sign-in flows of the library, on our pool. Only what the routes call is reachable: its own HTTP endpoints are not mounted, so
 * sign-up, change-email and delete-user do not exist here. A person is not an account: accounts hang on persons.
 */
export function signInFlows(pool: Pool, secret: string, url: string) {
  return betterAuth({
    database: pool,
    secret,
    baseURL: url,
    telemetry: { enabled: false },
    logger: { disabled: true },
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 12, maxPasswordLength: 128 },
    user: { additionalFields: { person_id: { type: 'string', required: true, input: false } } },
    session: { expiresIn: 60 * 60 * 24 * 7, updateAge: 60 * 60 * 24 },
    advanced: {
      // The application refuses writes from other sites itself (platform/http/app.ts), by the host a browser really asked. The library
      // would compare with HOLDFAST_URL and answer a right password at another of our addresses with no.
      disableCSRFCheck: true,
      disableOriginCheck: true,
      cookiePrefix: 'holdfast',
      useSecureCookies: url.startsWith('https:'),
      defaultCookieAttributes: { sameSite: 'lax', httpOnly: true },
    },
  })
}
export type SignInFlows = ReturnType<typeof signInFlows>
