import { generateKeyPairSync, randomBytes, randomInt, randomUUID } from 'node:crypto';

const lettersAndDigits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** Letters and digits only: fit for URLs, shells, INI files and SQL as they are. 190 bits at 32 characters. */
export function randomPassword(length = 32): string {
  return Array.from({ length }, () => lettersAndDigits[randomInt(lettersAndDigits.length)]).join('');
}

/** Secrets that are random and nothing else, by kind. */
export const randomSecrets = {
  password: () => randomPassword(),
  /** https://github.com/fernet/spec: 32 bytes in URL-safe base64, padded. */
  fernet: () => randomBytes(32).toString('base64').replaceAll('+', '-').replaceAll('/', '_'),
  uuid: () => randomUUID(),
  'signing-key': () =>
    generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
};
