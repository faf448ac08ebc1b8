import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign } from 'node:crypto';
import type { SigningKey } from '@tuskar/contract/certificate.ts';
import { TuskarError } from '@tuskar/contract/error.ts';
import type { Selectable } from 'kysely';
import type { Db } from '../platform/database/connect.ts';
import type { Secrets } from './secrets.ts';
import type { SigningKeyTable } from './tables.ts';

/**
 * Signs what has to be believed outside of Tuskar, with the installation's own Ed25519 key. Whoever has the public key
 * needs nothing else to check a signature.
 */
export type Signer = {
  /** The id of the key that signs now; made at the first call. It belongs into what is signed. */
  keyId: () => Promise<string>;
  /** The detached signature over the text's UTF-8, 64 bytes, by the key of that id. */
  sign: (text: string, keyId: string) => Promise<Buffer>;
  /** Public keys stay for ever; by default the one that signs now. @throws signing-key-not-found */
  key: (id?: string) => Promise<SigningKey>;
  /** All that there ever were, newest first. */
  keys: () => Promise<SigningKey[]>;
  /** Makes another key, which signs from now on. */
  rotate: () => Promise<SigningKey>;
};

const secretName = 'signing.key';
const secret = { name: secretName, kind: 'signing-key' } as const;

export function createSigner({ db, secrets }: { db: Db; secrets: Secrets }): Signer {
  async function privateKey(version: number): Promise<KeyObject> {
    return createPrivateKey(await secrets.read({ name: secretName, version }));
  }

  async function keyId(): Promise<string> {
    const version = await secrets.getOrCreate(secret);
    const known = await db
      .selectFrom('signing_key')
      .select('id')
      .where('secret_version', '=', version)
      .executeTakeFirst();
    if (known !== undefined) return known.id;
    const publicKey = createPublicKey(await privateKey(version));
    const id = keyIdOf(publicKey);
    const row = { id, public_key: publicKey.export({ type: 'spki', format: 'pem' }).toString() };
    await db
      .insertInto('signing_key')
      .values({ ...row, secret_version: version })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    return id;
  }

  async function find(id: string) {
    const row = await db.selectFrom('signing_key').selectAll().where('id', '=', id).executeTakeFirst();
    if (row !== undefined) return row;
    throw new TuskarError('signing-key-not-found', `There is no signing key ${id}.`, {
      context: { key: id },
    });
  }

  async function key(id?: string): Promise<SigningKey> {
    const current = await keyId();
    return toSigningKey(await find(id ?? current), current);
  }

  return {
    keyId,
    sign: async (text, id) => {
      const { secret_version } = await find(id);
      return sign(null, Buffer.from(text), await privateKey(secret_version));
    },
    key,
    keys: async () => {
      const current = await keyId();
      const rows = await db.selectFrom('signing_key').selectAll().orderBy('secret_version', 'desc').execute();
      return rows.map((row) => toSigningKey(row, current));
    },
    rotate: async () => {
      await secrets.rotate(secret);
      return await key();
    },
  };
}

function toSigningKey(row: Selectable<SigningKeyTable>, current: string): SigningKey {
  return {
    id: row.id,
    algorithm: 'ed25519',
    publicKey: row.public_key,
    createdAt: row.created_at.toISOString(),
    signs: row.id === current,
  };
}

/** openssl pkey -pubin -in key.pem -outform DER | sha256sum | cut -c1-32 */
export function keyIdOf(publicKey: KeyObject): string {
  const der = publicKey.export({ type: 'spki', format: 'der' });
  return createHash('sha256').update(der).digest('hex').slice(0, 32);
}
