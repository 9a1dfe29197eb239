/**
 * Accounts of people: better-auth keeps passwords and sessions in our tables. Nobody signs up by themselves; accounts
 * are made by organisers, the first one by the one-time link that `npm start` prints.
 */
import { betterAuth } from 'better-auth'
import { username } from 'better-auth/plugins'
import { isRefusal, refuse, type Refusal } from '@leitai/core/run.ts'
import type { Clock } from '../runs/contract.ts'
import type { Database } from '../store/database.ts'
import { beginTry, forgive, personAccount } from './guessing.ts'

const signInPath = '/api/auth/sign-in/username'
export const signOutPath = '/api/auth/sign-out'
/** What of better-auth is reachable; the rest (signing up above all) is not there. */
export const authPaths: readonly string[] = [
  signOutPath,
  '/api/auth/get-session',
  '/api/auth/change-password',
  signInPath,
]

const usernamePattern = /^[a-zA-Z0-9_.-]{3,40}$/
const shortestPassword = 8

export interface AuthOptions {
  database: Database
  clock: Clock
  /** Signs the session cookies; kept in the data folder. */
  secret: string
}

export interface PersonSession {
  personId: string
  name: string
  username: string
  mayCreateContests: boolean
}

export interface NewPerson {
  name: string
  username: string
  password: string
  mayCreateContests: boolean
}

export type Accounts = ReturnType<typeof openAccounts>

export function openAccounts({ database, clock, secret }: AuthOptions) {
  const { db } = database
  const auth = betterAuth({
    appName: 'Leitai',
    secret,
    basePath: '/api/auth',
    database: { db, type: 'postgres' },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: shortestPassword,
      maxPasswordLength: 128,
    },
    // Guessing is slowed per account in `guessing.ts`; per address it would lock out a classroom.
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    logger: { disabled: true },
    session: {
      modelName: 'person_session',
      expiresIn: 14 * 24 * 3600,
      fields: {
        expiresAt: 'expires_at',
        createdAt: 'created_at',
        updatedAt: 'updated_at',
        ipAddress: 'ip_address',
        userAgent: 'user_agent',
        userId: 'person_id',
      },
    },
    user: {
      modelName: 'person',
      fields: { emailVerified: 'email_verified', createdAt: 'created_at', updatedAt: 'updated_at' },
      additionalFields: {
        mayCreateContests: {
          type: 'boolean',
          fieldName: 'may_create_contests',
          required: true,
          defaultValue: false,
          input: false,
        },
      },
    },
    account: {
      modelName: 'person_account',
      fields: {
        accountId: 'account_id',
        providerId: 'provider_id',
        userId: 'person_id',
        accessToken: 'access_token',
        refreshToken: 'refresh_token',
        idToken: 'id_token',
        accessTokenExpiresAt: 'access_token_expires_at',
        refreshTokenExpiresAt: 'refresh_token_expires_at',
        createdAt: 'created_at',
        updatedAt: 'updated_at',
      },
    },
    verification: {
      modelName: 'person_verification',
      fields: { expiresAt: 'expires_at', createdAt: 'created_at', updatedAt: 'updated_at' },
    },
    // The LAN reaches us over plain HTTP as well, where a secure cookie would not come back.
    // Cross-site requests were refused before they came here (`origin.ts`), under every address that the LAN uses.
    advanced: {
      disableCSRFCheck: true,
      useSecureCookies: false,
      cookiePrefix: 'leitai',
      defaultCookieAttributes: { sameSite: 'lax', httpOnly: true },
    },
    plugins: [
      username({
        minUsernameLength: 3,
        maxUsernameLength: 40,
        usernameValidator: (name) => usernamePattern.test(name),
        displayUsername: false,
      }),
    ],
  })

  async function passwordFits(personId: string, password: string): Promise<boolean> {
    const context = await auth.$context
    const account = await context.internalAdapter.findCredentialAccount(personId)
    if (!account?.password) return false
    return context.password.verify({ hash: account.password, password })
  }

  return {
    /** Answers the paths of `authPaths` (a web Request in, a Response out). */
    async handle(request: Request): Promise<Response> {
      if (new URL(request.url).pathname !== signInPath) return auth.handler(request)
      const body: unknown = await request
        .clone()
        .json()
        .catch(() => null)
      const name =
        typeof body === 'object' && body !== null && 'username' in body && typeof body.username === 'string'
          ? body.username
          : ''
      const wait = await beginTry(db, personAccount(name), clock.now())
      if (wait !== null) return Response.json({ ...wait, message: wait.en }, { status: 429 })
      const response = await auth.handler(request)
      if (response.ok) await forgive(db, personAccount(name))
      return response
    },

    async bySession(headers: Headers): Promise<PersonSession | null> {
      const found = await auth.api.getSession({ headers })
      if (found === null) return null
      const { user } = found
      return {
        personId: user.id,
        name: user.name,
        username: user.username ?? '',
        mayCreateContests: user.mayCreateContests,
      }
    },

    /** Refuses `usernameTaken`. */
    async create(person: NewPerson): Promise<{ personId: string } | Refusal> {
      if (!usernamePattern.test(person.username)) {
        return refuse(
          'usernameForm',
          '用户名须为 3–40 个字母、数字、下划线、点或连字符。',
          'A user name is 3 to 40 letters, digits, underscores, dots or hyphens.',
        )
      }
      const context = await auth.$context
      const name = person.username.toLowerCase()
      if (await db.selectFrom('person').select('id').where('username', '=', name).executeTakeFirst()) return taken(name)
      try {
        const user = await context.internalAdapter.createUser(
          // no mail is ever sent; better-auth wants an address that is nobody else's
          {
            name: person.name,
            email: `${name}@person.invalid`,
            emailVerified: false,
            username: name,
            mayCreateContests: person.mayCreateContests,
          },
          { method: 'admin' } as never,
        )
        await context.internalAdapter.linkAccount({
          userId: user.id,
          accountId: user.id,
          providerId: 'credential',
          password: await context.password.hash(person.password),
        })
        return { personId: user.id }
      } catch (error) {
        // two at once with the same name: the table's own uniqueness decides
        if ((error as { code?: string }).code === '23505') return taken(name)
        throw error
      }
    },

    /** Every session of the person ends. */
    async setPassword(personId: string, password: string): Promise<void> {
      const context = await auth.$context
      await context.internalAdapter.updatePassword(personId, await context.password.hash(password))
      await context.internalAdapter.deleteUserSessions(personId)
      const person = await db.selectFrom('person').select('username').where('id', '=', personId).executeTakeFirst()
      if (person?.username) await forgive(db, personAccount(person.username))
    },

    /** For acts that ask for the password again (a signature). Slowed like signing in. Refuses `wrongPassword`, `tooMany`. */
    async confirm(personId: string, password: string): Promise<Refusal | null> {
      const account = `confirm:${personId}`
      const wait = await beginTry(db, account, clock.now())
      if (isRefusal(wait)) return wait
      if (!(await passwordFits(personId, password)))
        return refuse('wrongPassword', '密码不对。', 'The password is not right.')
      await forgive(db, account)
      return null
    },
  }
}

function taken(name: string): Refusal {
  return refuse('usernameTaken', `用户名 ${name} 已被使用。`, `The user name ${name} is taken.`)
}
