import type { Intent } from '@tuskar/contract/intent.ts';
import type { CompileContext, HostFacts, SecretKind } from '../services/module.ts';
import type { SecretUse } from './compiled.ts';
import { secretToken } from './secret-token.ts';

const endings: Partial<Record<SecretKind, string>> = { 'tls-key': '.key', 'tls-certificate': '.crt' };

/** The name under which a cloud's secret is kept; Tuskar's own CA belongs to no cloud. */
export function secretName(cloud: string, name: string, kind: SecretKind): string {
  return kind === 'ca-certificate' ? 'ca.crt' : `${cloud}/${name}${endings[kind] ?? ''}`;
}

export type SecretLedger = {
  token: (name: string, kind?: SecretKind) => string;
  /** Every secret that was asked for, by name. */
  used: () => SecretUse[];
};

/** Hands out tokens and remembers them. A secret that has no version yet will be made with version 1. */
export function secretLedger(cloud: string, versions: ReadonlyMap<string, number>): SecretLedger {
  const uses = new Map<string, SecretUse>();
  return {
    token: (name, kind = 'password') => {
      const full = secretName(cloud, name, kind);
      const use = uses.get(full) ?? { name: full, kind, version: versions.get(full) ?? 1 };
      uses.set(full, use);
      return secretToken(use);
    },
    used: () => [...uses.values()].sort((a, b) => (a.name < b.name ? -1 : 1)),
  };
}

/** The first controller answers for the cloud. */
export function publicAddressOf(hosts: HostFacts[]): string {
  const host = hosts.find((one) => one.roles.includes('controller')) ?? hosts[0];
  return host?.addresses.management ?? '';
}

export function compileContext(options: {
  intent: Intent;
  image: string;
  hosts: HostFacts[];
  services: ReadonlySet<string>;
  secrets: SecretLedger;
}): CompileContext {
  const made = new Map<string, unknown>();
  const once = <Value>(key: string, make: () => Value): Value => {
    if (!made.has(key)) made.set(key, make());
    return made.get(key) as Value;
  };
  return {
    intent: options.intent,
    image: options.image,
    hosts: options.hosts,
    withRole: (role) =>
      once(`with role ${role}`, () => options.hosts.filter((host) => host.roles.includes(role))),
    publicAddress: publicAddressOf(options.hosts),
    secret: options.secrets.token,
    carries: (service) => options.services.has(service),
    once,
  };
}
