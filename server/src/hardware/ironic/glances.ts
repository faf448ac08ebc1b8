import { setTimeout as pause } from 'node:timers/promises';
import type { NodeGlance, NodeQuery, NodeRegistry } from '../bare-metal.ts';

/** For so long those who ask are gathered, once somebody has asked; longer where looking costs more. */
const gatherMs = 500;
/**
 * What one node costs the service when it is asked for alone, in nodes of a list of all: 27 ms of its one processor beside
 * 0.5 ms (Ironic 29, measured over 200 nodes).
 */
const listedForOne = 50;
/** Milliseconds of the service for each node of a list, as measured above. */
const listedMs = 0.5;

/** So often all are looked at for the sake of many that wait; seldomer where looking costs more. */
const followMs = 1000;
/** At most this share of the time of the service goes into lists. */
const followShare = 0.2;
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

  function forgetWhoLeft(): void {
    const now = performance.now();
    for (const [id, { askedAt }] of waiting) if (now - askedAt > forgottenMs) waiting.delete(id);
  }

  /** Whether a look at all is the lesser work, were each of those who wait looked at alone. */
  function isWorthwhile(): boolean {
    const now = performance.now();
    const followers = [...waiting.values()].filter(({ since }) => now - since < followedMs).length;
    return followers > 0 && followers * listedForOne >= total;
  }

  /** Nobody who waits would otherwise hear of a change before it is their turn to ask again. */
  async function follow(): Promise<void> {
    following = true;
    do {
      const every = Math.max(followMs, (total * listedMs) / followShare);
      await pause(every, undefined, { ref: false });
      forgetWhoLeft();
      // Somebody may have asked for a list meanwhile.
      if (isWorthwhile() && performance.now() - listedAt >= every) await counted().catch(() => []);
    } while (isWorthwhile());
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
      // What it costs, not how long it took: among many other requests most of that is waiting for a turn.
      const most = Math.max(gatherMs, (total * listedMs) / followShare);
      await Promise.all([serve(now), pause(most, undefined, { ref: false })]);
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
