import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { expect, it, onTestFinished } from 'vitest';
import { randomSecrets } from '../../security/secret-values.ts';
import { sshKeyFile } from './ssh-key-file.ts';

it('is a key to OpenSSH itself', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'tuskar-key-'));
  onTestFinished(() => rmSync(directory, { recursive: true }));
  for (let attempt = 0; attempt < 3; attempt += 1) {
    const { privateKey, publicKey } = sshKeyFile(randomSecrets['signing-key']());
    const file = join(directory, `key${attempt}`);
    writeFileSync(file, privateKey, { mode: 0o600 });
    const { stdout } = await execa('ssh-keygen', ['-y', '-P', '', '-f', file]);
    expect(stdout.trim()).toBe(publicKey);
  }
});
