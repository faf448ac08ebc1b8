import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { expect, it, onTestFinished } from 'vitest';

type Entry = { name: string; mode: number; content: string };

/** As the kernel reads it: https://docs.kernel.org/driver-api/early-userspace/buffer-format.html */
function entriesOf(archive: Buffer): Entry[] {
  const aligned = (offset: number) => Math.ceil(offset / 4) * 4;
  const entries: Entry[] = [];
  for (let at = 0; at < archive.length;) {
    expect(archive.toString('latin1', at, at + 6)).toBe('070701');
    const field = (number: number) =>
      parseInt(archive.toString('latin1', at + 6 + number * 8, at + 14 + number * 8), 16);
    const [mode, size, nameLength] = [field(1), field(6), field(11)];
    const begin = aligned(at + 110 + nameLength);
    entries.push({
      name: archive.toString('latin1', at + 110, at + 109 + nameLength),
      mode,
      content: archive.toString('utf8', begin, begin + size),
    });
    at = aligned(begin + size);
  }
  return entries;
}

it('puts the certificate where the agent is told to look, below directories that are made first', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'tuskar-trust-'));
  onTestFinished(() => rm(directory, { recursive: true }));
  const [certificate, archive] = [join(directory, 'ca.pem'), join(directory, 'trust.cpio')];
  await writeFile(certificate, 'a certificate\n');
  await execa('python3', [fileURLToPath(new URL('make-trust.py', import.meta.url)), certificate, archive]);
  const entries = entriesOf(await readFile(archive));
  expect(entries.map(({ name }) => name)).toEqual([
    'etc',
    'etc/ironic-python-agent',
    'etc/ironic-python-agent.d',
    'etc/ironic-python-agent/ironic.crt',
    'etc/ironic-python-agent.d/ironic-tls.conf',
    'TRAILER!!!',
  ]);
  expect(entries[1]?.mode).toBe(0o040755);
  expect(entries[3]).toMatchObject({ mode: 0o100644, content: 'a certificate\n' });
  expect(entries[4]?.content).toContain('cafile = /etc/ironic-python-agent/ironic.crt\n');
});
