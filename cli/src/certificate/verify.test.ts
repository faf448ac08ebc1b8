import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { createProgram } from '../program.ts';
import { recordedIo } from '../testing.ts';

const { privateKey, publicKey } = generateKeyPairSync('ed25519');
const log = 'erased\n';
const document = {
  type: 'tuskar-erase-certificate',
  format: 1,
  id: 'c1',
  issuedAt: '2026-11-25T10:03:00.000Z',
  simulated: false,
  standard: 'NIST SP 800-88 Rev. 1',
  machine: {
    name: 'm1',
    id: '0190f0d4-6f5e-7cc3-98c4-dc0c0c07398f',
    manufacturer: null,
    model: null,
    serial: 'SN1',
  },
  goal: 'retired',
  operation: {
    id: 'op-1',
    requestedBy: 'vera',
    reason: null,
    startedAt: '2026-11-25T10:00:00.000Z',
    endedAt: '2026-11-25T10:02:00.000Z',
  },
  disks: [
    {
      serial: 'S4YNX0',
      wwn: null,
      model: null,
      place: 'bay 1',
      bytes: 1000,
      rotational: true,
      method: 'overwrite-zeros',
      class: 'clear',
      verification: {
        samples: 8,
        sampleBytes: 512,
        seed: '1',
        expected: 'zeros',
        zeros: 8,
        ones: 0,
        other: 0,
        failed: 0,
      },
      startedAt: '2026-11-25T10:00:00.000Z',
      endedAt: '2026-11-25T10:02:00.000Z',
    },
  ],
  log: { sha256: createHash('sha256').update(log).digest('hex'), lines: 1 },
  tuskar: { version: '0.1.0', keyId: 'a' },
};

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'tuskar-verify-'));
  onTestFinished(() => rmSync(directory, { recursive: true }));
  writeFileSync(join(directory, 'key.pem'), publicKey.export({ type: 'spki', format: 'pem' }));
  writeFileSync(join(directory, 'c1.log'), log);
  write(document);
});

function write(content: object, signed = content): void {
  writeFileSync(join(directory, 'c1.json'), JSON.stringify(content));
  writeFileSync(join(directory, 'c1.json.sig'), sign(null, Buffer.from(JSON.stringify(signed)), privateKey));
}

async function verify(...more: string[]) {
  const io = recordedIo({ cwd: directory });
  const words = ['certificate', 'verify', 'c1.json', '--key', 'key.pem', '--log', 'c1.log', ...more];
  const ended = await createProgram(io)
    .parseAsync(words, { from: 'user' })
    .then(
      () => 'ok',
      (error: unknown) =>
        (error as { exit?: string; code?: string }).exit ?? (error as { code: string }).code,
    );
  return { ended, said: io.said.join('\n'), output: io.output };
}

describe('tuskar certificate verify', () => {
  it('says what a certificate proves, without a server', async () => {
    const { ended, output } = await verify();
    expect(ended).toBe('ok');
    expect(output).toEqual([
      'valid: certificate c1, issued 2026-11-25T10:03:00.000Z',
      'machine m1, serial number SN1, 1 disks erased',
      '  S4YNX0: overwrite-zeros, clear',
      'asked for by vera, ended 2026-11-25T10:02:00.000Z',
    ]);
  });

  it('refuses one that was changed', async () => {
    write({ ...document, goal: 'ready' }, document);
    expect(await verify()).toMatchObject({ ended: 'differs', said: expect.stringContaining('NOT VALID') });
  });

  it('refuses something else that the key has signed', async () => {
    write({ type: 'else' });
    expect(await verify()).toMatchObject({
      ended: 'differs',
      said: expect.stringContaining('is no erase certificate'),
    });
  });

  it("refuses another erasure's log", async () => {
    writeFileSync(join(directory, 'c1.log'), 'other\n');
    expect(await verify()).toMatchObject({
      ended: 'differs',
      said: expect.stringContaining('is not the log'),
    });
  });

  it('takes no simulated machine for proof', async () => {
    write({ ...document, simulated: true });
    expect(await verify()).toMatchObject({ ended: 'differs', said: expect.stringContaining('NOT PROOF') });
  });

  it('names a file that is not there, or no key', async () => {
    expect(await verify('--signature', 'nothing')).toMatchObject({ ended: 'invalid-request' });
    expect(await verify('--key', 'c1.log')).toMatchObject({ ended: 'invalid-request' });
  });
});
