import { TuskarError } from '@tuskar/contract/error.ts';
import type { IdentityPlan } from './compile/compiled.ts';
import type { CloudAccess } from './identity/registrar.ts';
import type { SecretStore } from './secrets.ts';

/** The newest value of a secret. @throws secret-not-found */
export async function newestSecret(secrets: SecretStore, name: string): Promise<string> {
  const versions = await secrets.versions(name);
  return await secrets.read({ name, version: versions.get(name) ?? 1 });
}

/** How a cloud's identity service is reached as its administrator. @throws cloud-not-deployed */
export async function accessTo(
  secrets: SecretStore,
  { cloud, identity }: { cloud: string; identity: IdentityPlan | null },
): Promise<CloudAccess> {
  if (identity === null)
    throw new TuskarError('cloud-not-deployed', `The cloud ${cloud} has no identity service.`);
  return {
    cloud,
    authUrl: identity.authUrl,
    region: identity.region,
    adminPassword: await newestSecret(secrets, identity.adminPasswordSecret),
    caCertificate: await newestSecret(secrets, 'ca.crt'),
  };
}

/** Passwords of the service users, by name. */
export async function userPasswords(
  secrets: SecretStore,
  identity: IdentityPlan,
): Promise<Map<string, string>> {
  const passwords = await Promise.all(
    identity.users.map(
      async ({ name, passwordSecret }) => [name, await newestSecret(secrets, passwordSecret)] as const,
    ),
  );
  return new Map(passwords);
}
