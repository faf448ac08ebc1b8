import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { Node, NodeGlance } from '../bare-metal.ts';
import { ironicGlances } from './glances.ts';

/** A service of so many nodes, whose states change with each reading. */
function serviceOf(count: number, { listings = Number.POSITIVE_INFINITY, known = count } = {}) {
  const calls: string[] = [];
  const node = (id: string) =>
    ({ id, provisionState: `seen ${calls.length}`, provisionChangedAt: null, step: null }) as NodeGlance;
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

  it('is shared by the many who ask', async () => {
    const { calls, glance } = serviceOf(200);
    const first = glance('n0');
    const others = await Promise.all(['n1', 'n2', 'n3', 'n4'].map(glance));
    await first;
    expect(calls).toEqual(['n0', 'list']);
    for (const { provisionState } of others) expect(provisionState).toBe('seen 2');
  });

  it('is at each alone where a list of all would be more work', async () => {
    const { calls, glance } = serviceOf(201);
    await Promise.all(['n0', 'n1', 'n2', 'n3', 'n4'].map(glance));
    expect(calls).toEqual(['n0', 'n1', 'n2', 'n3', 'n4']);
  });

  it('is at each alone after a list of some, which does not tell how many there are', async () => {
    const { calls, glance, list } = serviceOf(2, { known: 300 });
    await list({ provisionState: 'enroll' });
    await pause(1000);
    await Promise.all(['n0', 'n1'].map(glance));
    expect(calls).toEqual(['list', 'n0', 'n1']);
  });

  it('is what was seen within the last second', async () => {
    const { calls, glance, list } = serviceOf(100);
    await list();
    expect(await glance('n1')).toMatchObject({ provisionState: 'seen 1' });
    await pause(901);
    await glance('n1');
    expect(calls).toEqual(['list', 'n1']);
  });

  it('is never from before something was asked of the node, also not by a look that was under way then', async () => {
    const { calls, glance, asking, list } = serviceOf(1000);
    await glance('n1');
    await list();
    const looking = list();
    await asking('n1', () => pause(5));
    await looking;
    calls.length = 0;
    await glance('n1');
    expect(calls).toEqual(['n1']);
  });

  it('is what the service answered when something was asked of the node', async () => {
    const { calls, glance, askingFor } = serviceOf(1000);
    const node = { id: 'n1', provisionState: 'enroll' } as NodeGlance;
    await askingFor('n1', async () => node);
    expect(await glance('n1')).toBe(node);
    expect(calls).toEqual([]);
  });

  it('says of a node that is gone what the service says of it', async () => {
    const { calls, glance } = serviceOf(10);
    const [seen, gone] = await Promise.allSettled([glance('n0'), glance('gone')]);
    expect(seen.status).toBe('fulfilled');
    expect(gone).toMatchObject({ status: 'rejected', reason: { message: 'no node gone' } });
    expect(calls).toContain('gone');
  });

  it('is at each alone where the list fails', async () => {
    const { calls, glance } = serviceOf(10, { listings: 0 });
    expect(await Promise.all(['n0', 'n1', 'n2'].map(glance))).toHaveLength(3);
    expect(calls).toEqual(['list', 'n0', 'list', 'n1', 'n2']);
  });
});

describe('nodes in one state', () => {
  it('are those of a list of all that somebody has just asked for', async () => {
    const { calls, list } = serviceOf(3);
    await list();
    expect(await list({ provisionState: 'seen 1' })).toHaveLength(3);
    expect(await list({ provisionState: 'enroll' })).toEqual([]);
    await pause(901);
    await list({ provisionState: 'enroll' });
    expect(calls).toEqual(['list', 'list']);
  });
});

describe('whoever waits for a node', () => {
  const manageable = { id: 'n1', provisionState: 'manageable', provisionChangedAt: null } as NodeGlance;

  it('is woken once a list that somebody else asked for shows that it moved, and told what that saw', async () => {
    const { calls, moved, glance, list } = serviceOf(3);
    const woken: string[] = [];
    void moved({ ...manageable, provisionState: 'seen 1' }, 5000).then(() => woken.push('n1'));
    void moved({ ...manageable, id: 'n2' }, 5000).then(() => woken.push('n2'));
    await list();
    await pause(0);
    expect(woken).toEqual(['n2']);
    await list();
    await pause(0);
    expect(woken).toEqual(['n2', 'n1']);
    await glance('n1');
    expect(calls).toEqual(['list', 'list']);
  });

  it('is woken also by another step of the work that goes on', async () => {
    const { moved, list } = serviceOf(3);
    const step = { interface: 'deploy', name: 'erase_devices' };
    let woken = false;
    void moved({ ...manageable, provisionState: 'seen 1', step }, 5000).then(() => (woken = true));
    await list();
    await pause(0);
    expect(woken).toBe(true);
  });

  it('is not woken by a look that began before', async () => {
    const { moved, list } = serviceOf(3);
    const looking = list();
    await pause(1);
    let woken = false;
    void moved(manageable, 5000).then(() => (woken = true));
    await looking;
    await pause(0);
    expect(woken).toBe(false);
  });

  it('is looked for where many wait, until none does', async () => {
    const { calls, moved } = serviceOf(100);
    const woken: string[] = [];
    for (const id of ['n1', 'n2']) void moved({ ...manageable, id }, 5000).then(() => woken.push(id));
    await expect.poll(() => woken, { timeout: 10_000 }).toEqual(['n1', 'n2']);
    await pause(1500);
    expect(calls).toEqual(['list']);
  });

  it('looks for itself where few of many wait', async () => {
    const { calls, moved } = serviceOf(1000);
    let woken = false;
    void moved(manageable, 2000).then(() => (woken = true));
    await pause(1500);
    expect(woken).toBe(false);
    await expect.poll(() => woken, { timeout: 10_000 }).toBe(true);
    expect(calls).toEqual([]);
  });
});
