import type { IdentityPlan } from '../compile/compiled.ts';

/** A cloud's identity service, as its administrator reaches it. */
export type CloudAccess = {
  cloud: string;
  authUrl: string;
  region: string;
  adminPassword: string;
  /** PEM of the CA that signed the public endpoints. */
  caCertificate: string;
};

export type Registration = {
  access: CloudAccess;
  plan: IdentityPlan;
  /** Passwords by user name. */
  passwords: ReadonlyMap<string, string>;
  log: (line: string) => void;
  signal: AbortSignal;
};

/** Tells the identity service of users, services and endpoints; what is there already stays as it is. */
export type IdentityRegistrar = {
  register: (registration: Registration) => Promise<{ created: number; changed: number; unchanged: number }>;
};
