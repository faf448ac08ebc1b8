import type { SecretKind } from './services/module.ts';

export type SecretRequest = {
  name: string;
  kind: SecretKind;
  /** For tls-key and tls-certificate: the addresses and names that the certificate is for. */
  hosts?: string[];
};

/** The security room, as the clouds need it. Values are made once, sealed, and read only to be sent to a host. */
export type SecretStore = {
  /**
   * Makes the secret where it is missing; gives its newest version. A key and its certificate differ only in the ending
   * of their names: 'try/public.key', 'try/public.crt'. The certificate of Tuskar's CA is 'ca.crt'.
   */
  getOrCreate: (request: SecretRequest) => Promise<number>;
  read: (reference: { name: string; version: number }) => Promise<string>;
  /** Newest versions of all secrets whose names begin with the prefix. */
  versions: (prefix: string) => Promise<Map<string, number>>;
  /** Forgets every secret whose name begins with the prefix. */
  forget: (prefix: string) => Promise<void>;
};

/** How the converger asks for a secret: by the inside of its token, 'NAME@VERSION'. */
export function secretLookup(store: Pick<SecretStore, 'read'>): (token: string) => Promise<string> {
  return async (token) => {
    const at = token.lastIndexOf('@');
    return await store.read({ name: token.slice(0, at), version: Number(token.slice(at + 1)) });
  };
}
