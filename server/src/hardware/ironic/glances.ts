import { setTimeout as pause } from 'node:timers/promises';
import type { NodeGlance, NodeQuery, NodeRegistry } from '../bare-metal.ts';

/** For so long those who ask are gathered, once somebody has asked; longer where looking takes longer. */
const gatherMs = 500;
/**
 * What one node costs the service when it is asked for alone, in nodes of a list of all: 27 ms of its one processor beside
 * 0.5 ms (Ironic 29, measured over 200 nodes).
 */
const listedForOne = 50;

type Waiting = { seen: NodeGlance; wake: () => void };

type Asked = { id: string; answer: (node: NodeGlance | Promise<NodeGlance>) => void };

/**
 * Looks at nodes for those who wait for them: one is asked for at once and alone; where many wait, those of half a second
 * share a list of all nodes, if that is the lesser work for the service. What is seen is never older than the question.
 */
export function ironicGlances(
  { show, list }: Pick<NodeRegistry, 'show' | 'list'>,
  /** How many nodes there are, as far as is known. */
  { nodes: known }: { nodes: number },
) {
  let asked: Asked[] = [];
  let gathering = false;
  let total = known;
  const waiting = new Map<string, Waiting>();

  async function counted(query: NodeQuery = {}): Promise<NodeGlance[]> {
    const nodes = await list(query);
    if (query.provisionState === undefined) total = nodes.length;
    for (const node of nodes) wakeWhere(node);
    return nodes;
  }

  function wakeWhere(node: NodeGlance): void {
    const { seen, wake } = waiting.get(node.id) ?? {};
    if (
      seen === undefined ||
      (seen.provisionState === node.provisionState && seen.provisionChangedAt === node.provisionChangedAt)
    )
      return;
    waiting.delete(node.id);
    wake?.();
  }

  async function serve(now: Asked[]): Promise<void> {
    if (now.length * listedForOne < total) {
      for (const { id, answer } of now) answer(show(id));
      return;
    }
    const nodes = await counted().catch((): NodeGlance[] => []);
    const all = new Map(nodes.map((node) => [node.id, node]));
    // Alone it is said why it is not there, or why nothing was read.
    for (const { id, answer } of now) answer(all.get(id) ?? show(id));
  }

  async function gather(): Promise<void> {
    gathering = true;
    while (asked.length > 0) {
      const now = asked;
      asked = [];
      const began = performance.now();
      await Promise.all([serve(now), pause(gatherMs, undefined, { ref: false })]);
      await pause(Math.max(0, performance.now() - began - gatherMs), undefined, { ref: false });
    }
    gathering = false;
  }

  return {
    glance: (id: string): Promise<NodeGlance> =>
      new Promise((answer) => {
        asked.push({ id, answer });
        if (!gathering) void gather();
      }),
    moved: (seen: NodeGlance): Promise<void> =>
      new Promise((wake) => {
        waiting.set(seen.id, { seen, wake });
      }),
    /** As the registry's; one of all tells how many there are. */
    list: counted,
  };
}
