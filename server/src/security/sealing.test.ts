import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openKeyRing } from './key-ring.ts';
import { createSealer } from './sealing.ts';

let directory: string;
beforeEach(() => {
  directory = join(mkdtempSync(join(tmpdir(), 'tuskar-keys-')), 'keys');
});
afterEach(() => rmSync(join(directory, '..'), { recursive: true }));

const place = { table: 'secret', id: 'try/keystone@1' };

describe('a sealed value', () => {
  it('opens where it was sealed, also after a restart', () => {
    const sealed = createSealer(openKeyRing(directory)).seal('hunter2', place);
    expect(sealed.sealed).not.toContain('hunter2');
    expect(createSealer(openKeyRing(directory)).open(sealed, place)).toBe('hunter2');
  });

  it('is never sealed the same way twice', () => {
    const sealer = createSealer(openKeyRing(directory));
    expect(sealer.seal('x', place).sealed).not.toBe(sealer.seal('x', place).sealed);
  });

  it('does not open in another place', () => {
    const sealer = createSealer(openKeyRing(directory));
    const sealed = sealer.seal('hunter2', place);
    expect(() => sealer.open(sealed, { ...place, id: 'try/nova@1' })).toThrow("'try/nova@1'");
    expect(() => sealer.open(sealed, { ...place, table: 'token' })).toThrow('table token');
  });

  it.each([1, 2])('does not open when part %i of it was changed', (part) => {
    const sealer = createSealer(openKeyRing(directory));
    const { keyId, sealed } = sealer.seal('hunter2', place);
    const parts = sealed.split('.');
    const bytes = Buffer.from(parts[part] ?? '', 'base64url');
    bytes.writeUInt8(bytes.readUInt8(20) ^ 1, 20);
    parts[part] = bytes.toString('base64url');
    expect(() => sealer.open({ keyId, sealed: parts.join('.') }, place)).toThrow('does not open');
  });

  it('opens with the key that sealed it, after a newer one was added', () => {
    const old = createSealer(openKeyRing(directory)).seal('hunter2', place);
    writeFileSync(join(directory, '99991231000000-00000000.key'), Buffer.alloc(32, 7).toString('base64'));
    const sealer = createSealer(openKeyRing(directory));
    expect(sealer.open(old, place)).toBe('hunter2');
    expect(sealer.seal('x', place).keyId).toBe('99991231000000-00000000');
  });

  it('names the key that is missing, and where', () => {
    const sealed = createSealer(openKeyRing(directory)).seal('hunter2', place);
    rmSync(join(directory, `${sealed.keyId}.key`));
    expect(() => createSealer(openKeyRing(directory)).open(sealed, place)).toThrow(
      `The sealing key '${sealed.keyId}' is not in ${directory}`,
    );
  });
});

it('keeps its keys from everybody else', () => {
  openKeyRing(directory);
  const [key = ''] = readdirSync(directory);
  expect(statSync(directory).mode & 0o777).toBe(0o700);
  expect(statSync(join(directory, key)).mode & 0o777).toBe(0o600);
});
