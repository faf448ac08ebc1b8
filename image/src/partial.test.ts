import { mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PartialImage } from './partial.ts';

let directory: string;
beforeEach(async () => {
  directory = `${await mkdtemp(`${tmpdir()}/tuskar-partial-`)}/.partial-host-0123`;
});
afterEach(async () => {
  await rm(dirname(directory), { recursive: true });
});

const begin = async (): Promise<void> => {
  const { partial, resumed } = await PartialImage.open(directory);
  expect(resumed).toBe(false);
  await partial.mark('fetch', 12.34);
};

describe('PartialImage', () => {
  it('is gone on with by the next build', async () => {
    await begin();
    const { partial, resumed } = await PartialImage.open(directory);
    expect(resumed).toBe(true);
    expect(await partial.done()).toEqual(new Map([['fetch', 12.3]]));
  });

  it('does not take a mark that was cut off', async () => {
    await begin();
    await writeFile(`${directory}/stages/.install`, '');
    const { partial } = await PartialImage.open(directory);
    expect([...(await partial.done()).keys()]).toEqual(['fetch']);
  });

  it('begins anew after the machine was restarted', async () => {
    await begin();
    await writeFile(`${directory}/boot-id`, 'another');
    const { partial, resumed } = await PartialImage.open(directory);
    expect(resumed).toBe(false);
    expect(await partial.done()).toEqual(new Map());
  });

  it('begins anew when the mirror may have moved on', async () => {
    await begin();
    const longAgo = new Date(Date.now() - 2 * 24 * 3_600_000);
    await utimes(`${directory}/boot-id`, longAgo, longAgo);
    expect((await PartialImage.open(directory)).resumed).toBe(false);
  });
});
