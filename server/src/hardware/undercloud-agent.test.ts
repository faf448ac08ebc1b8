import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { localConnection } from '../hosts/testing-connection.ts';
import type { AgentImage } from './agent-image.ts';
import { describeAgent, isOf, readAgent } from './undercloud-agent.ts';

const file = (sha256: string) => ({ source: '', sha256, bytes: 1 });
const imageOf = (id: string): AgentImage => ({
  id,
  kernel: file(`kernel-${id}`),
  initramfs: file(`initramfs-${id}`),
});
const filesOf = (id: string) => ({ kernel: `kernel-${id}`, initramfs: `initramfs-${id}` });

/** Of images that were built, newest first. */
function imagesOf(...ids: string[]) {
  const built = ids.map(imageOf);
  return {
    newest: async () => built[0] ?? null,
    idOf: async (files: { kernel: string; initramfs: string }) =>
      built.find((image) => isOf(files, image))?.id ?? null,
  };
}

const seen = new Date('2026-11-26T07:00:00Z');
const managed = { kind: 'managed', agent: filesOf('agent-1'), agent_seen_at: seen } as const;

describe('the agent of an undercloud', () => {
  it('is the newest, or says which one is newer and how it comes there', async () => {
    expect(await describeAgent(managed, imagesOf('agent-1'))).toEqual({
      state: 'newest',
      image: 'agent-1',
      newest: 'agent-1',
      nextAction: null,
      seenAt: seen.toISOString(),
    });
    expect(await describeAgent(managed, imagesOf('agent-2', 'agent-1'))).toMatchObject({
      state: 'older',
      image: 'agent-1',
      newest: 'agent-2',
      nextAction: 'tuskar undercloud equip --wait',
    });
  });

  it('whose image is here no longer is older than one that is', async () => {
    expect(await describeAgent(managed, imagesOf('agent-2'))).toMatchObject({ state: 'older', image: null });
    expect(await describeAgent(managed, imagesOf())).toMatchObject({ state: 'unknown', nextAction: null });
  });

  it('that is missing is brought, and built before that where none was', async () => {
    const bare = { ...managed, agent: null };
    expect(await describeAgent(bare, imagesOf('agent-1'))).toMatchObject({
      state: 'missing',
      nextAction: 'tuskar undercloud equip --wait',
    });
    expect(await describeAgent(bare, imagesOf())).toMatchObject({
      state: 'missing',
      nextAction: 'tuskar image build agent --wait && tuskar undercloud equip --wait',
    });
  });

  it('is not known before its host was looked at, and nobody asks after somebody else’s', async () => {
    const unseen = { ...managed, agent: null, agent_seen_at: null };
    expect(await describeAgent(unseen, imagesOf('agent-1'))).toMatchObject({ state: 'unknown' });
    expect(await describeAgent({ ...unseen, kind: 'external' }, imagesOf('agent-1'))).toBeNull();
  });

  it('is read from its host, by where the links lead', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'tuskar-agent-'));
    onTestFinished(() => rm(directory, { recursive: true, force: true }));
    const places = { kernel: join(directory, 'agent.kernel'), initramfs: join(directory, 'agent.initramfs') };
    const look = () => readAgent(localConnection, places, new AbortController().signal);
    await symlink('/srv/files/aa11', places.kernel);
    expect(await look()).toBeNull();
    await symlink('/srv/files/bb22', places.initramfs);
    expect(await look()).toEqual({ kernel: 'aa11', initramfs: 'bb22' });
  });
});
