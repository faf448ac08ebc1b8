import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { holdLock, tryLock } from './lock.ts';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(`${tmpdir()}/tuskar-lock-`);
});
afterEach(async () => {
  await rm(directory, { recursive: true });
});

describe('holdLock', () => {
  it('lets one in at a time, and says that the other waits', async () => {
    const file = `${directory}/lock`;
    const events: string[] = [];
    const waits = Promise.withResolvers<void>();
    const first = await holdLock(file);
    const second = holdLock(file, {
      onWait: () => {
        events.push('waits');
        waits.resolve();
      },
    });
    await waits.promise;
    expect(await tryLock(file)).toBeNull();
    events.push('released');
    await first[Symbol.asyncDispose]();
    await using _held = await second;
    expect(events).toEqual(['waits', 'released']);
  });

  it('can be taken again after it was given back', async () => {
    const file = `${directory}/lock`;
    const first = await holdLock(file);
    await first[Symbol.asyncDispose]();
    await using second = await tryLock(file);
    expect(second).not.toBeNull();
  });

  it('stops waiting when told to', async () => {
    const file = `${directory}/lock`;
    await using _held = await holdLock(file);
    const cancel = new AbortController();
    const second = holdLock(file, { onWait: () => cancel.abort(), signal: cancel.signal });
    await expect(second).rejects.toMatchObject({ code: 'image-build-cancelled' });
  });
});
