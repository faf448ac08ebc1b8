import type { Secrets } from '../../security/secrets.ts';

export type ScanCredential = { user: string; password: string };

const prefix = (scan: string) => `scan/${scan}/`;

export async function keepCredentials(
  secrets: Secrets,
  scan: string,
  credentials: ScanCredential[],
): Promise<void> {
  await secrets.put({ name: `${prefix(scan)}credentials`, value: JSON.stringify(credentials) });
}

/** None where they were forgotten. */
export async function readCredentials(secrets: Secrets, scan: string): Promise<ScanCredential[]> {
  const text = await secrets.newest(`${prefix(scan)}credentials`);
  return text === undefined ? [] : (JSON.parse(text) as ScanCredential[]);
}

export async function forgetCredentials(secrets: Secrets, scan: string): Promise<void> {
  await secrets.forget(prefix(scan));
}
