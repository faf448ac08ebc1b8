import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { recordedIo } from '../testing.ts';
import { describeDiff } from './describe-diff.ts';
import { readIntent } from './intent-file.ts';

const cwd = mkdtempSync(join(tmpdir(), 'tuskar-intent-'));
afterAll(() => rmSync(cwd, { recursive: true }));

describe('readIntent', () => {
  it('gives the name and the text as it is', async () => {
    writeFileSync(join(cwd, 'cloud.yaml'), 'name: west # ours\nhosts: []\n');
    const read = await readIntent(recordedIo({ cwd }), 'cloud.yaml');
    expect(read).toEqual({ name: 'west', intent: 'name: west # ours\nhosts: []\n' });
  });

  it.each([
    ['', 'it is empty'],
    ['hosts: []', "it has no 'name'"],
    ['name: [', 'it is not YAML'],
    [`# ${'x'.repeat(2_000_000)}`, 'at most 1048576'],
  ])('names the file and the reason (%#)', async (text, reason) => {
    writeFileSync(join(cwd, 'bad.yaml'), text);
    await expect(readIntent(recordedIo({ cwd }), 'bad.yaml')).rejects.toMatchObject({
      code: 'invalid-request',
      message: expect.stringMatching(new RegExp(`bad\\.yaml.*${reason.replaceAll('[', '\\[')}`, 's')),
    });
  });

  it('names a file that is not there', async () => {
    await expect(readIntent(recordedIo({ cwd }), 'none.yaml')).rejects.toThrow(/none\.yaml.*ENOENT/);
  });
});

describe('describeDiff', () => {
  const change = {
    item: 'nova.conf',
    kind: 'file',
    title: '/etc/nova/nova.conf',
    change: 'change' as const,
    diff: '-a = 1\n+a = 2',
    impact: 'api-gap' as const,
    units: ['nova-api.service'],
    apiGap: ['compute'],
  };
  const diff = {
    blueprint: 'b2',
    parent: 'b1',
    hosts: [{ host: 'try-1', change: 'change' as const, changes: [change] }],
    waves: [],
  };

  it('says what each change causes', () => {
    expect(describeDiff(diff, { content: 'hidden' })).toEqual([
      'try-1 (1 changes)',
      '  ~ /etc/nova/nova.conf  [api-gap of nova-api.service; compute does not answer for a moment]',
    ]);
  });

  it('shows the content on request', () => {
    expect(describeDiff(diff, { content: 'shown' }).slice(2)).toEqual(['      -a = 1', '      +a = 2']);
  });
});
