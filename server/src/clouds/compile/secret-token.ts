/** What stands for a secret in a blueprint until a host's part is sent: ⟦secret:NAME@VERSION⟧. */
export type SecretReference = { name: string; version: number };

const pattern = /⟦secret:([^@⟧]+)@(\d+)⟧/g;

export function secretToken({ name, version }: SecretReference): string {
  return `⟦secret:${name}@${version}⟧`;
}

export function hasSecret(text: string): boolean {
  return text.includes('⟦secret:');
}

export function secretsIn(text: string): SecretReference[] {
  return Array.from(text.matchAll(pattern), ([, name = '', version]) => ({ name, version: Number(version) }));
}

/** The text as a person may read it: names of secrets, without their versions. */
export function redactSecrets(text: string): string {
  return text.replaceAll(pattern, (_token, name: string) => `<secret ${name}>`);
}
