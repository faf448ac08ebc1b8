import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { checkedImages, discardUnused, fetchedImages } from './images.ts';
import { TestWeb } from './testing/lab.ts';

const web = new TestWeb({ '/boot.iso': 'an image' });
const insecure = { verifyCertificate: false };
let directory: string;

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'tuskar-images-'));
  await web.start();
});
afterEach(async () => {
  rmSync(directory, { recursive: true });
  await web.stop();
});

it('fetches an image into a file of its own each time, and discards it', async () => {
  const images = fetchedImages(directory);
  const [one, two] = [
    await images.fetch(web.url('/boot.iso'), 'm1-Cd', insecure),
    await images.fetch(web.url('/boot.iso'), 'm1-Cd', insecure),
  ];
  expect(one).not.toBe(two);
  expect(readFileSync(one ?? '', 'utf8')).toBe('an image');
  images.discard(one ?? '');
  expect([existsSync(one ?? ''), existsSync(two ?? '')]).toEqual([false, true]);
});

it('leaves nothing of an image that is too large or not there', async () => {
  const images = fetchedImages(directory, 4);
  await expect(images.fetch(web.url('/boot.iso'), 'm1-Cd', insecure)).rejects.toThrow('larger than 4 bytes');
  await expect(images.fetch(web.url('/gone.iso'), 'm1-Cd', insecure)).rejects.toThrow('answers 404');
  await expect(images.fetch('ftp://127.0.0.1/x', 'm1-Cd', insecure)).rejects.toThrow('not http or https');
  expect(readdirSync(directory)).toEqual([]);
});

it('leaves nothing of an image whose server breaks off, and goes on', async () => {
  const broken = createServer((_, response) => {
    response
      .writeHead(200, { 'content-length': '1000' })
      .write('half', () => response.socket?.resetAndDestroy());
  });
  broken.listen(0, '127.0.0.1');
  await once(broken, 'listening');
  const url = `http://127.0.0.1:${(broken.address() as AddressInfo).port}/`;
  await expect(fetchedImages(directory).fetch(url, 'm1-Cd', insecure)).rejects.toThrow(/aborted|ECONNRESET/);
  expect(readdirSync(directory)).toEqual([]);
  broken.close();
});

it('says that nobody is there', async () => {
  const url = web.url('/boot.iso');
  await web.stop();
  await expect(fetchedImages(directory).fetch(url, 'm1-Cd', insecure)).rejects.toThrow('ECONNREFUSED');
  await web.start();
});

it('only looks whether an image is there for a machine that never reads it', async () => {
  expect(await checkedImages.fetch(web.url('/boot.iso'), 'sim', insecure)).toBeNull();
  await expect(checkedImages.fetch(web.url('/gone.iso'), 'sim', insecure)).rejects.toThrow('answers 404');
});

it('discards what a killed process left and nothing refers to', () => {
  const [used, left] = [join(directory, 'used.img'), join(directory, 'left.img')];
  for (const file of [used, left]) writeFileSync(file, '');
  discardUnused(directory, new Set([used]));
  expect(readdirSync(directory)).toEqual(['used.img']);
});
