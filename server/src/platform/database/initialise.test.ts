import { expect, test } from 'vitest';
import { refuseFullDisk } from './initialise.ts';

test('a full disk is refused before anything is written, and named', async () => {
  // /proc is a file system without a free block.
  await expect(refuseFullDisk('/proc')).rejects.toMatchObject({
    code: 'disk-full',
    message: expect.stringMatching(/\/proc.*0 MiB are free.*needs \d+ MiB/) as string,
  });
  await expect(refuseFullDisk('/tmp')).resolves.toBeUndefined();
});
