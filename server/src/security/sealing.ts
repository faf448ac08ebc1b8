import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { TuskarError } from '@tuskar/contract/error.ts';
import type { KeyRing } from './key-ring.ts';

/** A value that only the holder of a key of the key ring can read. */
export type Sealed = { keyId: string; sealed: string };

/** Where a value is kept. It is bound to its place: copied to another row, it does not open. */
export type SealedPlace = { table: string; id: string };

export type Sealer = {
  seal: (value: string, place: SealedPlace) => Sealed;
  /** Throws 'sealing-key-missing' and 'sealed-value-damaged'. */
  open: (sealed: Sealed, place: SealedPlace) => string;
};

const algorithm = 'aes-256-gcm';
/** Bytes; what NIST SP 800-38D recommends for GCM. */
const nonceLength = 12;
const tagLength = 16;

/**
 * AES-256-GCM with a fresh key for each value, itself encrypted with the key ring's newest key. To change the key ring's
 * key, only the small wrapped keys are encrypted anew. Form: 'v1.<wrapped key>.<value>', base64url each.
 */
export function createSealer(keys: KeyRing): Sealer {
  return {
    seal: (value, place) => {
      const { id, key } = keys.newest();
      const dataKey = randomBytes(32);
      const wrapped = encrypt(key, dataKey, aad(place, id));
      const content = encrypt(dataKey, Buffer.from(value), aad(place, id));
      return { keyId: id, sealed: `v1.${wrapped.toString('base64url')}.${content.toString('base64url')}` };
    },
    open: ({ keyId, sealed }, place) => {
      const key = keys.get(keyId);
      const [version, wrapped, content] = sealed.split('.');
      try {
        if (version !== 'v1' || wrapped === undefined || content === undefined)
          throw new Error('unknown form');
        const dataKey = decrypt(key, Buffer.from(wrapped, 'base64url'), aad(place, keyId));
        return decrypt(dataKey, Buffer.from(content, 'base64url'), aad(place, keyId)).toString();
      } catch (cause) {
        throw new TuskarError(
          'sealed-value-damaged',
          `The sealed value of '${place.id}' in the table ${place.table} does not open.`,
          { cause, context: { ...place, keyId } },
        );
      }
    },
  };
}

function aad({ table, id }: SealedPlace, keyId: string): Buffer {
  return Buffer.from(JSON.stringify([table, id, keyId]));
}

function encrypt(key: Buffer, plain: Buffer, bound: Buffer): Buffer {
  const nonce = randomBytes(nonceLength);
  const cipher = createCipheriv(algorithm, key, nonce, { authTagLength: tagLength });
  cipher.setAAD(bound);
  const content = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), content]);
}

function decrypt(key: Buffer, packed: Buffer, bound: Buffer): Buffer {
  const nonce = packed.subarray(0, nonceLength);
  const tag = packed.subarray(nonceLength, nonceLength + tagLength);
  const decipher = createDecipheriv(algorithm, key, nonce, { authTagLength: tagLength });
  decipher.setAAD(bound);
  decipher.setAuthTag(tag);
  return Buffer.concat([decipher.update(packed.subarray(nonceLength + tagLength)), decipher.final()]);
}
