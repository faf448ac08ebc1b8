import { setTimeout as pause } from 'node:timers/promises';
import type { NodeGlance, NodeQuery, NodeRegistry } from '../bare-metal.ts';

/** For so long those who ask are gathered, once somebody has asked; longer where looking takes longer. */
const gatherMs = 500;
/**
 * What one node costs the service when it is asked for alone, in nodes of a list of all: 27 ms of its one processor beside
 * 0.5 ms (Ironic 29, measured over 200 nodes).
 */
const listedForOne = 50;

/** So often all are looked at for the sake of many that wait; seldomer where looking takes longer. */
const followMs = 1000;
/** At most this share of the time of the service goes into looking. */
const followShare = 0.25;
/** Whoever waits for longer is content with the looks that somebody asks for. */
const followedMs = 60_000;
/** Whoever still waits has asked again by then. */
const forgottenMs = 15_000;

type Waiting = { seen: NodeGlance; wake: () => void; since: number; askedAt: number };

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
  let following = false;
  let listedAt = 0;
  let total = known;
  const waiting = new Map<string, Waiting>();

  async function counted(query: NodeQuery = {}): Promise<NodeGlance[]> {
    const nodes = await list(query);
    if (query.provisionState === undefined) total = nodes.length;
    listedAt = performance.now();
    for (const node of nodes) wakeWhere(node);
    return nodes;
  }

  function wakeWhere(node: NodeGlance): void {
    const one = waiting.get(node.id);
    if (one === undefined || isSame(one.seen, node)) return;
    waiting.delete(node.id);
    one.wake();
  }

  /** How many wait that have not done so for long. */
  function followers(): number {
    const now = performance.now();
    for (const [id, { askedAt }] of waiting) if (now - askedAt > forgottenMs) waiting.delete(id);
    return [...waiting.values()].filter(({ since }) => now - since < followedMs).length;
  }

  /** Nobody who waits would otherwise hear of a change before it is their turn to ask again. */
  async function follow(): Promise<void> {
    following = true;
    for (let every = followMs; followers() * listedForOne >= total && waiting.size > 0;) {
      await pause(Math.max(0, listedAt + every - performance.now()), undefined, { ref: false });
      // Somebody may have asked for a list meanwhile.
      if (performance.now() - listedAt < followMs / 2) continue;
      const began = performance.now();
      await counted().catch(() => (listedAt = performance.now()));
      every = Math.max(followMs, (performance.now() - began) / followShare);
    }
    following = false;
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
        const before = waiting.get(seen.id);
        const askedAt = performance.now();
        const since = before !== undefined && isSame(before.seen, seen) ? before.since : askedAt;
        waiting.set(seen.id, { seen, wake, since, askedAt });
        if (!following) void follow();
      }),
    /** As the registry's; one of all tells how many there are. */
    list: counted,
  };
}

function isSame(a: NodeGlance, b: NodeGlance): boolean {
  return a.provisionState === b.provisionState && a.provisionChangedAt === b.provisionChangedAt;
}
