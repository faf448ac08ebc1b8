import { TuskarError } from '@tuskar/contract/error.ts';
import type { Db } from '../platform/database/connect.ts';
import { isGoodFor, type KeyAndCertificate, makeAuthority, makeKey, signCertificate } from './pki.ts';
import type { Sealer } from './sealing.ts';
import type { SecretKind } from './secret-kind.ts';
import {
  addVersion,
  deleteSecrets,
  lockStem,
  newestSecret,
  newestVersion,
  newestVersions,
  readSecret,
} from './secret-store.ts';
import { randomSecrets } from './secret-values.ts';

export type SecretRequest = {
  name: string;
  kind: Exclude<SecretKind, 'given'>;
  /** For tls-certificate: the names and addresses that it is for. */
  hosts?: string[];
};

/**
 * Secrets by name and version, sealed in the database. A key and its certificate differ only in the ending of their
 * names: 'try/public.key', 'try/public.crt'. The certificate of Tuskar's own authority is 'ca.crt'.
 */
export type Secrets = {
  /**
   * Makes a secret where it is missing; gives its newest version. A certificate that does not name all of the hosts, or
   * has used up two thirds of its life, is made anew, as a new version.
   */
  getOrCreate: (request: SecretRequest) => Promise<number>;
  /** Keeps a value that somebody else chose, as a new version where it differs from the newest. */
  put: (given: { name: string; value: string }) => Promise<number>;
  /** The newest value; undefined where there is no such secret. */
  newest: (name: string) => Promise<string | undefined>;
  /** 'secret-not-found' where there is no such version. */
  read: (reference: { name: string; version: number }) => Promise<string>;
  /** Makes a new value, as a new version; old versions stay readable. */
  rotate: (request: SecretRequest) => Promise<number>;
  /** Newest versions of all secrets whose names begin with the prefix. */
  versions: (prefix: string) => Promise<Map<string, number>>;
  /** Forgets every secret whose name begins with the prefix. */
  forget: (prefix: string) => Promise<void>;
  /** Tuskar's own certificate authority; made at the first call. */
  authority: () => Promise<KeyAndCertificate>;
};

export const authorityCertificate = 'ca.crt';
const authorityKey = 'ca.key';
const certificateDays = 365;

export function createSecrets({ db, sealer }: { db: Db; sealer: Sealer }): Secrets {
  /** One at a time for a key and its certificate, over all processes. */
  const exclusively = <Result>(name: string, work: (tx: Db) => Promise<Result>): Promise<Result> =>
    db.transaction().execute(async (tx) => {
      await lockStem(tx, stemOf(name));
      return work(tx);
    });

  async function authorityIn(tx: Db): Promise<KeyAndCertificate> {
    await lockStem(tx, stemOf(authorityKey));
    const key = await newestSecret(tx, sealer, authorityKey);
    const certificate = await newestSecret(tx, sealer, authorityCertificate);
    if (key !== undefined && certificate !== undefined) {
      return { key: key.value, certificate: certificate.value };
    }
    const made = await makeAuthority(`Tuskar CA ${new Date().toISOString().slice(0, 10)}`);
    await addVersion(tx, sealer, { name: authorityKey, kind: 'tls-key', value: made.key });
    await addVersion(tx, sealer, {
      name: authorityCertificate,
      kind: 'ca-certificate',
      value: made.certificate,
    });
    return made;
  }

  const authority = () => db.transaction().execute(authorityIn);

  async function make(tx: Db, request: SecretRequest): Promise<string> {
    const { kind, name, hosts = [] } = request;
    if (kind === 'tls-key') return makeKey();
    if (kind !== 'tls-certificate') return randomSecrets[kind as keyof typeof randomSecrets]();
    const commonName = hosts[0] ?? stemOf(name);
    const key = await keyOf(tx, name);
    return signCertificate(await authorityIn(tx), key, { commonName, sans: hosts, days: certificateDays });
  }

  async function keyOf(tx: Db, certificateName: string): Promise<string> {
    const name = `${stemOf(certificateName)}.key`;
    const known = await newestSecret(tx, sealer, name);
    if (known !== undefined) return known.value;
    const value = await makeKey();
    await addVersion(tx, sealer, { name, kind: 'tls-key', value });
    return value;
  }

  async function current(tx: Db, { name, kind, hosts = [] }: SecretRequest): Promise<number | undefined> {
    if (kind !== 'tls-certificate') return newestVersion(tx, name);
    const known = await newestSecret(tx, sealer, name);
    return known !== undefined && isGoodFor(known.value, hosts) ? known.version : undefined;
  }

  const add = async (tx: Db, request: SecretRequest) =>
    addVersion(tx, sealer, { ...request, value: await make(tx, request) });

  return {
    authority,
    getOrCreate: async (request) => {
      if (request.kind === 'ca-certificate') {
        await authority();
        return (await newestVersion(db, authorityCertificate)) ?? 1;
      }
      // Most calls find what they ask for, and need no lock.
      const known = await current(db, request);
      if (known !== undefined) return known;
      return exclusively(
        request.name,
        async (tx) => (await current(tx, request)) ?? (await add(tx, request)),
      );
    },
    put: ({ name, value }) =>
      exclusively(name, async (tx) => {
        const known = await newestSecret(tx, sealer, name);
        return known?.value === value
          ? known.version
          : addVersion(tx, sealer, { name, kind: 'given', value });
      }),
    newest: async (name) => (await newestSecret(db, sealer, name))?.value,
    rotate: (request) => exclusively(request.name, (tx) => add(tx, request)),
    read: async (reference) => {
      const value = await readSecret(db, sealer, reference);
      if (value !== undefined) return value;
      const { name, version } = reference;
      throw new TuskarError('secret-not-found', `There is no secret '${name}' in version ${version}.`, {
        context: reference,
      });
    },
    versions: (prefix) => newestVersions(db, prefix),
    forget: (prefix) => deleteSecrets(db, prefix),
  };
}

/** 'try/public' of 'try/public.key' and 'try/public.crt'. */
function stemOf(name: string): string {
  return name.replace(/\.(key|crt)$/, '');
}
