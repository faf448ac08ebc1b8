import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { Node, NodeGlance } from '../bare-metal.ts';
import { ironicGlances } from './glances.ts';

/** A service of so many nodes, whose states change with each reading. */
function serviceOf(count: number, { listings = Number.POSITIVE_INFINITY, known = count } = {}) {
  const calls: string[] = [];
  const node = (id: string) => ({ id, provisionState: `seen ${calls.length}` }) as NodeGlance;
  const glances = ironicGlances(
    {
      show: async (id) => {
        calls.push(id);
        if (id === 'gone') throw new Error('no node gone');
        return node(id) as Node;
      },
      list: async () => {
        calls.push('list');
        if (calls.filter((call) => call === 'list').length > listings) throw new Error('busy');
        return Array.from({ length: count }, (_, index) => node(`n${index}`));
      },
    },
    { nodes: known },
  );
  return { calls, ...glances };
}

describe('a glance at a node', () => {
  it('is at once, and at that node alone, where nobody else asks', async () => {
    const { calls, glance } = serviceOf(100);
    expect(await glance('n1')).toMatchObject({ id: 'n1' });
    expect(calls).toEqual(['n1']);
  });

  it('is shared by the many who ask, in a look that began after they did', async () => {
    const { calls, glance, list } = serviceOf(200);
    await list();
    const first = glance('n0');
    const others = await Promise.all(['n1', 'n2', 'n3', 'n4'].map(glance));
    await first;
    expect(calls).toEqual(['list', 'n0', 'list']);
    expect(others.map(({ id }) => id)).toEqual(['n1', 'n2', 'n3', 'n4']);
    for (const { provisionState } of others) expect(provisionState).toBe('seen 3');
  });

  it('is at each alone where a list of all would be more work', async () => {
    const { calls, glance, list } = serviceOf(201);
    await list();
    await Promise.all(['n0', 'n1', 'n2', 'n3', 'n4'].map(glance));
    expect(calls).toEqual(['list', 'n0', 'n1', 'n2', 'n3', 'n4']);
  });

  it('is at each alone after a list of some, which does not tell how many there are', async () => {
    const { calls, glance, list } = serviceOf(2, { known: 300 });
    await list({ provisionState: 'enroll' });
    await Promise.all(['n0', 'n1'].map(glance));
    expect(calls).toEqual(['list', 'n0', 'n1']);
  });

  it('says of a node that is gone what the service says of it', async () => {
    const { calls, glance, list } = serviceOf(10);
    await list();
    const [seen, gone] = await Promise.allSettled([glance('n0'), glance('gone')]);
    expect(seen.status).toBe('fulfilled');
    expect(gone).toMatchObject({ status: 'rejected', reason: { message: 'no node gone' } });
    expect(calls).toContain('gone');
  });

  it('is at each alone where the list fails', async () => {
    const { calls, glance, list } = serviceOf(10, { listings: 1 });
    await list();
    expect(await Promise.all(['n0', 'n1', 'n2'].map(glance))).toHaveLength(3);
    expect(calls).toEqual(['list', 'list', 'n0', 'list', 'n1', 'n2']);
  });

  it('wakes whoever waits for a node, once a list that somebody else asked for shows that it moved', async () => {
    const { glance, moved, list } = serviceOf(3);
    const woken: string[] = [];
    const seen = await glance('n1');
    void moved({ ...seen, provisionState: 'seen 2' }).then(() => woken.push('n1'));
    void moved({ ...seen, id: 'n2' }).then(() => woken.push('n2'));
    await list();
    await Promise.resolve();
    expect(woken).toEqual(['n2']);
    await list();
    await Promise.resolve();
    expect(woken).toEqual(['n2', 'n1']);
  });

  it('looks by itself for many that wait, until none does', async () => {
    const { calls, moved } = serviceOf(100);
    const woken: string[] = [];
    for (const id of ['n1', 'n2']) {
      const seen = { id, provisionState: 'manageable', provisionChangedAt: null } as NodeGlance;
      void moved(seen).then(() => woken.push(id));
    }
    await expect.poll(() => woken, { timeout: 10_000 }).toEqual(['n1', 'n2']);
    await pause(1500);
    expect(calls).toEqual(['list']);
  });

  it('does not look by itself for a few of many', async () => {
    const { calls, moved } = serviceOf(1000);
    void moved({ id: 'n1', provisionState: 'manageable' } as NodeGlance);
    await pause(1500);
    expect(calls).toEqual([]);
  });
});
