import type { Store } from "@manyi/store";
import { hash, verify } from "@node-rs/argon2";
import { betterAuth } from "better-auth";

/** argon2id, m = 19 MiB, t = 2, p = 1: the first choice of the OWASP password-storage sheet. */
const ARGON2ID = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
const SESSION_SECONDS = 7 * 86_400;

/** Who holds a session cookie. */
export type SessionUser = { readonly id: string; readonly email: string; readonly name: string; readonly sessionId: string };

/** Sign-in: sessions, cookies and password hashes belong to better-auth; its own routes are not served, ours call it. */
export type Auth = {
  hashPassword(password: string): Promise<string>;
  /** @returns the cookies to set, or null when address and password do not match */
  signIn(credentials: { email: string; password: string }, from: { userAgent: string }): Promise<readonly string[] | null>;
  /** @returns the cookies that end the session; the session row is gone */
  signOut(cookie: string): Promise<readonly string[]>;
  /** @returns the person and cookies to renew, or null when there is no live session */
  sessionOf(cookie: string): Promise<{ readonly user: SessionUser; readonly setCookies: readonly string[] } | null>;
  /** ends every session of a person */
  endSessions(userId: string): Promise<void>;
};

/**
 * @param options.secret signs the cookies; a copy of the database alone opens no session
 * @param options.secure cookies travel over https only
 */
export function createAuth(store: Store, options: { secret: string; baseURL: string; secure: boolean }): Auth {
  const auth = betterAuth({
    appName: "Manyi",
    baseURL: options.baseURL,
    secret: options.secret,
    database: { db: store.db, type: "postgres", transaction: true },
    telemetry: { enabled: false },
    logger: { disabled: true },
    rateLimit: { enabled: false },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: 10,
      maxPasswordLength: 200,
      password: {
        hash: (password) => hash(password, ARGON2ID),
        verify: ({ hash: stored, password }) => verify(stored, password),
      },
    },
    session: {
      modelName: "auth_sessions",
      expiresIn: SESSION_SECONDS,
      updateAge: 86_400,
      fields: {
        userId: "user_id",
        expiresAt: "expires_at",
        ipAddress: "ip_address",
        userAgent: "user_agent",
        createdAt: "created_at",
        updatedAt: "updated_at",
      },
    },
    user: {
      modelName: "auth_users",
      fields: { emailVerified: "email_verified", createdAt: "created_at", updatedAt: "updated_at" },
    },
    account: {
      modelName: "auth_accounts",
      fields: {
        accountId: "account_id",
        providerId: "provider_id",
        userId: "user_id",
        accessToken: "access_token",
        refreshToken: "refresh_token",
        idToken: "id_token",
        accessTokenExpiresAt: "access_token_expires_at",
        refreshTokenExpiresAt: "refresh_token_expires_at",
        createdAt: "created_at",
        updatedAt: "updated_at",
      },
    },
    verification: {
      modelName: "auth_verifications",
      fields: { expiresAt: "expires_at", createdAt: "created_at", updatedAt: "updated_at" },
    },
    advanced: { cookiePrefix: "manyi", useSecureCookies: options.secure, ipAddress: { disableIpTracking: true } },
  });

  return {
    hashPassword: (password) => hash(password, ARGON2ID),
    async signIn(body, from) {
      const reply = await auth.api.signInEmail({
        body,
        headers: new Headers({ "user-agent": from.userAgent.slice(0, 200) }),
        asResponse: true,
      });
      return reply.ok ? reply.headers.getSetCookie() : null;
    },
    async signOut(cookie) {
      const reply = await auth.api.signOut({ headers: new Headers({ cookie }), asResponse: true });
      return reply.headers.getSetCookie();
    },
    async sessionOf(cookie) {
      const { response, headers } = await auth.api.getSession({ headers: new Headers({ cookie }), returnHeaders: true });
      if (response === null) return null;
      const { user, session } = response;
      return {
        user: { id: user.id, email: user.email, name: user.name, sessionId: session.id },
        setCookies: headers?.getSetCookie() ?? [],
      };
    },
    async endSessions(userId) {
      await store.db.deleteFrom("auth_sessions").where("user_id", "=", userId).execute();
    },
  };
}
