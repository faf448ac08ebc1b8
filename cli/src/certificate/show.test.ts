import type { CertificateDocument } from '@tuskar/contract/certificate.ts';
import { describe, expect, it } from 'vitest';
import { answeringClient, recordedIo } from '../testing.ts';
import { showCertificate } from './show.ts';

const certificate = {
  id: 'c1',
  machine: 'm1',
  machineId: '0190f0d4-6f5e-7cc3-98c4-dc0c0c07398f',
  issuedAt: '2026-11-25T10:03:00.000Z',
  simulated: false,
  goal: 'retired',
  operation: 'op-1',
  requestedBy: 'vera',
  disks: [{ serial: 'S4YNX0', model: 'MZ7L3960', method: 'ata-secure-erase', class: 'purge' }],
  keyId: 'a',
  sha256: 'b',
};
const stick = {
  name: '/dev/sdz',
  serial: '4C530001',
  model: 'Ultra Fit',
  bytes: 31_000_000_000,
  reason: 'it is removable and on USB',
};
const card = { ...stick, serial: null, model: null };

async function shown(leftOut: CertificateDocument['leftOut'], format: 'table' | 'json' = 'table') {
  const io = recordedIo();
  const client = answeringClient({
    'GET /v1/certificates/c1': [{ body: certificate }],
    'GET /v1/certificates/c1/document': [{ body: { leftOut } }],
  });
  await showCertificate({ io, client, format }, 'c1');
  return io.output;
}

describe('tuskar certificate show', () => {
  it('lists what was erased, and what was not', async () => {
    const output = (await shown([stick, card])).join('\n');
    expect(output).toMatch(/disks +S4YNX0 \(MZ7L3960\): ata-secure-erase, purge/);
    expect(output).toMatch(/not erased +4C530001 \(Ultra Fit\): it is removable and on USB/);
    expect(output).toContain('/dev/sdz (unknown model): it is removable and on USB');
  });

  it('tells what had nothing else from what does not say so', async () => {
    expect((await shown([])).join('\n')).toMatch(/not erased +nothing$/m);
    expect((await shown(undefined)).join('\n')).toMatch(/not erased +it does not say/);
  });

  it('gives it as data', async () => {
    expect(JSON.parse((await shown([stick], 'json')).join('\n'))).toMatchObject({ leftOut: [stick] });
    expect(JSON.parse((await shown(undefined, 'json')).join('\n'))).toMatchObject({ leftOut: null });
  });
});
