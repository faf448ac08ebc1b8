import { createPrivateKey, createPublicKey } from 'node:crypto';

/** A key pair as OpenSSH writes it: the private key's file, and 'ssh-ed25519 AAAA…'. */
export type SshKeyFile = { privateKey: string; publicKey: string };

const type = 'ssh-ed25519';
const lineLength = 70;
/** The format pads with 1, 2, 3, … to the block of its cipher; of none it is eight. */
const blockBytes = 8;

/**
 * An Ed25519 key in PKCS #8 as a file that every sshd reads, not encrypted.
 * @see https://github.com/openssh/openssh-portable/blob/master/PROTOCOL.key
 */
export function sshKeyFile(pem: string): SshKeyFile {
  const { d, x } = createPrivateKey(pem).export({ format: 'jwk' });
  if (d === undefined || x === undefined || createPublicKey(pem).asymmetricKeyType !== 'ed25519')
    throw new Error('the key is not of Ed25519');
  const [seed, point] = [Buffer.from(d, 'base64url'), Buffer.from(x, 'base64url')];
  const publicBlob = Buffer.concat([field(type), field(point)]);
  // Twice the same number: whoever decrypts a key sees by it whether the password was right.
  const check = Buffer.alloc(8);
  const own = Buffer.concat([
    check,
    field(type),
    field(point),
    field(Buffer.concat([seed, point])),
    field(''),
  ]);
  const padding = Buffer.from(
    Array.from({ length: (blockBytes - (own.length % blockBytes)) % blockBytes }, (_, index) => index + 1),
  );
  const count = Buffer.from([0, 0, 0, 1]);
  const body = Buffer.concat([
    Buffer.from('openssh-key-v1\0'),
    field('none'),
    field('none'),
    field(''),
    count,
    field(publicBlob),
    field(Buffer.concat([own, padding])),
  ]);
  const lines = body.toString('base64').match(new RegExp(`.{1,${lineLength}}`, 'g')) ?? [];
  const [begin, end] = ['BEGIN', 'END'].map((word) => `-----${word} OPENSSH PRIVATE KEY-----`);
  return {
    privateKey: [begin, ...lines, end, ''].join('\n'),
    publicKey: `${type} ${publicBlob.toString('base64')}`,
  };
}

function field(value: string | Buffer): Buffer {
  const bytes = Buffer.from(value as string);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
}
