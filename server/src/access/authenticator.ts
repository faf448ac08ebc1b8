import type { Actor } from './actor.ts';

/** What a request brings to say who sends it. */
export type Credentials = { token: string } | { session: string };

/** Answers who acts; undefined where the credentials are unknown, expired, revoked, or their person is disabled. */
export type Authenticator = {
  authenticate: (credentials: Credentials) => Promise<Actor | undefined>;
};

export type SignIn = { user: string; password: string; remoteAddress: string | null };

/** Sessions of people at a browser. */
export type SessionKeeper = {
  /** 'sign-in-failed' for a wrong name, a wrong password and a disabled person alike. */
  signIn: (request: SignIn) => Promise<{ actor: Actor; secret: string; expiresAt: Date }>;
  signOut: (actor: Actor) => Promise<void>;
};
