import { setTimeout as pause } from 'node:timers/promises';
import type { NodeGlance, NodeQuery, NodeRegistry } from '../bare-metal.ts';
import { createSightings, freshMs } from './sightings.ts';

/** For so long those who ask are gathered, once somebody has asked; longer where looking costs more. */
const gatherMs = 500;
/**
 * What one node costs the service when it is asked for alone, in nodes of a list of all: 27 ms of its one processor beside
 * 0.5 ms (Ironic 29, measured over 200 nodes).
 */
const listedForOne = 50;
/** Milliseconds of the service for each node of a list, as measured above. */
const listedMs = 0.5;

/** So often it is seen to that those who wait hear of their nodes. */
const followMs = 500;
/** A busy service is asked for a list of all once in so long, if that costs no more than its share. */
const busyMs = 1000;
/** At most this share of the time of the service goes into lists. */
const listShare = 0.2;
/** Whoever waits for longer is content with the looks that somebody asks for. */
const followedMs = 60_000;
/** Whoever still waits has asked again by then. */
const forgottenMs = 15_000;

type Waiting = { seen: NodeGlance; wake: () => void; since: number; askedAt: number; dueAt: number };

type Asked = { id: string; answer: (node: NodeGlance | Promise<NodeGlance>) => void };

/**
 * Looks at nodes for those who wait for them: one is asked for at once and alone; where many wait, those of half a second
 * share a list of all nodes, if that is the lesser work for the service. What is seen is at most a second old, and never older
 * than what was last asked of the node here.
 */
export function ironicGlances(
  { show, list }: Pick<NodeRegistry, 'show' | 'list'>,
  /** How many nodes there are, as far as is known. */
  { nodes: known }: { nodes: number },
) {
  let asked: Asked[] = [];
  let gathering = false;
  let following = false;
  /** The last list of all, with the moment at which it began. */
  let listed = { nodes: [] as NodeGlance[], at: Number.NEGATIVE_INFINITY, tookMs: 0 };
  let total = known;
  const waiting = new Map<string, Waiting>();
  const sightings = createSightings();

  async function counted(query: NodeQuery = {}): Promise<NodeGlance[]> {
    const begun = performance.now();
    const nodes = await list(query);
    if (query.provisionState === undefined) {
      total = nodes.length;
      listed = { nodes, at: begun, tookMs: performance.now() - begun };
    }
    for (const node of nodes) note(node, begun);
    asked = asked.filter(({ id, answer }) => {
      const node = sightings.fresh(id);
      if (node !== undefined) answer(node);
      return node === undefined;
    });
    return nodes;
  }

  async function alone(id: string): Promise<NodeGlance> {
    const begun = performance.now();
    const node = await show(id);
    note(node, begun);
    return node;
  }

  /** Wakes whoever waits for the node, unless the look began before. */
  function note(node: NodeGlance, begun: number): void {
    const one = waiting.get(node.id);
    if (!sightings.note(node, begun) || one === undefined) return;
    if (one.askedAt > begun || isSame(one.seen, node)) return;
    waiting.delete(node.id);
    one.wake();
  }

  /** Whether a look at all is the lesser work, were each of those who wait looked at alone. */
  function isWorthwhile(): boolean {
    const now = performance.now();
    const followers = [...waiting.values()].filter(({ since }) => now - since < followedMs).length;
    return followers > 0 && followers * listedForOne >= total;
  }

  /** Milliseconds between two lists of all. How long the last took says how busy the service is, but less what it cost. */
  const listEvery = () =>
    Math.max((total * listedMs) / listShare, Math.min(listed.tookMs / listShare, busyMs));

  /** Nobody who waits would otherwise hear of a change before it is their turn to ask again. */
  async function follow(): Promise<void> {
    following = true;
    while (waiting.size > 0) {
      await pause(followMs, undefined, { ref: false });
      const now = performance.now();
      for (const [id, { askedAt }] of waiting) if (now - askedAt > forgottenMs) waiting.delete(id);
      if (!isWorthwhile()) wakeWhoIsDue(now);
      // Somebody may have asked for a list meanwhile.
      else if (now - listed.at >= listEvery()) await counted().catch(() => []);
    }
    following = false;
  }

  /** They look for themselves then. That they have waited is kept. */
  function wakeWhoIsDue(now: number): void {
    for (const one of waiting.values()) {
      if (one.dueAt > now) continue;
      one.dueAt = Number.POSITIVE_INFINITY;
      one.wake();
    }
  }

  async function serve(now: Asked[]): Promise<void> {
    if (now.length * listedForOne < total) {
      for (const { id, answer } of now) answer(alone(id));
      return;
    }
    const nodes = await counted().catch((): NodeGlance[] => []);
    const all = new Map(nodes.map((node) => [node.id, node]));
    // Alone it is said why it is not there, or why nothing was read.
    for (const { id, answer } of now) answer(all.get(id) ?? alone(id));
  }

  async function gather(): Promise<void> {
    gathering = true;
    while (asked.length > 0) {
      const now = asked;
      asked = [];
      await Promise.all([serve(now), pause(Math.max(gatherMs, listEvery()), undefined, { ref: false })]);
    }
    gathering = false;
  }

  async function asking<T>(id: string, work: () => Promise<T>): Promise<T> {
    sightings.forget(id);
    try {
      return await work();
    } finally {
      sightings.forget(id);
    }
  }

  return {
    glance: (id: string): Promise<NodeGlance> =>
      new Promise((answer) => {
        const node = sightings.fresh(id);
        if (node !== undefined) {
          answer(node);
          return;
        }
        asked.push({ id, answer });
        if (!gathering) void gather();
      }),
    /** Resolves also after so many milliseconds, where nobody looks at all nodes meanwhile. */
    moved: (last: NodeGlance, everyMs: number): Promise<void> =>
      new Promise((wake) => {
        const before = waiting.get(last.id);
        const askedAt = performance.now();
        const since = before !== undefined && isSame(before.seen, last) ? before.since : askedAt;
        waiting.set(last.id, { seen: last, wake, since, askedAt, dueAt: askedAt + everyMs });
        if (!following) void follow();
      }),
    /** As the registry's. Those in one state are also taken from a list of all that somebody else has just asked for. */
    list: async (query: NodeQuery = {}): Promise<NodeGlance[]> => {
      const { provisionState: state } = query;
      if (state === undefined || performance.now() - listed.at > freshMs) return await counted(query);
      return listed.nodes.filter(({ provisionState }) => provisionState === state);
    },
    /** Asks something of a node: what was seen of it before is forgotten. */
    asking,
    /** The same, where the answer is how the node is then. */
    askingFor: async <T extends NodeGlance>(id: string, work: () => Promise<T>): Promise<T> => {
      const node = await asking(id, work);
      note(node, performance.now());
      return node;
    },
  };
}

function isSame(a: NodeGlance, b: NodeGlance): boolean {
  return (
    a.provisionState === b.provisionState &&
    a.provisionChangedAt === b.provisionChangedAt &&
    a.step?.name === b.step?.name
  );
}
