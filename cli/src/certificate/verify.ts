import { createHash, createPublicKey, type KeyObject, verify as verifySignature } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { CertificateDocument } from '@tuskar/contract/certificate.ts';
import { TuskarError } from '@tuskar/contract/error.ts';
import { Exit } from '../exit-codes.ts';
import type { Io } from '../io.ts';

/** Says whether the certificate is what its key signed, and what it proves; ends with 8 where it is not. */
export async function verify(
  io: Io,
  document: string,
  options: { key: string; signature?: string; log?: string },
): Promise<void> {
  const read = (file: string) => readGiven(resolve(io.cwd, file));
  const bytes = await read(document);
  const key = publicKeyOf(await read(options.key), options.key);
  const signature = await read(options.signature ?? `${document}.sig`);
  const log = options.log === undefined ? undefined : await read(options.log);

  if (!verifySignature(null, bytes, key, signature)) {
    io.talk(`NOT VALID: the signature is not one of this key over ${document}`);
    const named = parse(bytes)?.tuskar.keyId;
    const given = keyIdOf(key);
    if (named !== undefined && named !== given) {
      io.talk(`it says that it was signed by the key ${named}; ${options.key} is ${given}`);
    }
    throw new Exit('differs');
  }
  const parsed = parse(bytes);
  if (parsed === undefined) {
    io.talk(`NOT VALID: ${document} is signed, and is no erase certificate`);
    throw new Exit('differs');
  }
  if (log !== undefined && createHash('sha256').update(log).digest('hex') !== parsed.log.sha256) {
    io.talk(`NOT VALID: ${options.log} is not the log of this erasure`);
    throw new Exit('differs');
  }
  if (parsed.simulated) {
    io.talk('NOT PROOF: the signature is valid, and the machine is simulated: nothing was erased');
    throw new Exit('differs');
  }
  describe(io, parsed);
}

function describe(
  io: Io,
  { id, machine, operation, disks, leftOut = [], issuedAt }: CertificateDocument,
): void {
  io.out(`valid: certificate ${id}, issued ${issuedAt}`);
  io.out(`machine ${machine.name}, serial number ${machine.serial ?? '-'}, ${disks.length} disks erased`);
  for (const { serial, wwn, place, method, class: sanitization } of disks) {
    io.out(`  ${serial ?? wwn ?? place ?? '-'}: ${method}, ${sanitization}`);
  }
  for (const { serial, name, reason } of leftOut) io.out(`  ${serial ?? name ?? '-'}: not erased: ${reason}`);
  io.out(`asked for by ${operation.requestedBy}, ended ${operation.endedAt}`);
}

function parse(bytes: Buffer): CertificateDocument | undefined {
  try {
    return CertificateDocument.safeParse(JSON.parse(bytes.toString('utf8'))).data;
  } catch {
    return undefined;
  }
}

/** As the installation counts it: see docs/erase-certificates.md. */
function keyIdOf(key: KeyObject): string {
  return createHash('sha256')
    .update(key.export({ type: 'spki', format: 'der' }))
    .digest('hex')
    .slice(0, 32);
}

function publicKeyOf(pem: Buffer, file: string): KeyObject {
  try {
    const key = createPublicKey(pem);
    if (key.asymmetricKeyType === 'ed25519') return key;
  } catch {
    // Said below.
  }
  throw new TuskarError('invalid-request', `${file} is no public key of Ed25519 in PEM.`, {
    remedy: "Give the installation's public key, as GET /v1/certificates/key gives it.",
  });
}

async function readGiven(path: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (cause) {
    throw new TuskarError('invalid-request', `${path} cannot be read.`, {
      cause,
      remedy: 'Give the files that tuskar certificate save wrote.',
    });
  }
}
