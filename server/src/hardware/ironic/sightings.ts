import type { NodeGlance } from '../bare-metal.ts';

/** So old may be what a question is answered with; less than whoever waits lets pass between two. */
export const freshMs = 900;
/** No look takes longer. */
const longestLookMs = 120_000;

/** What was last seen of each node, and never from before something was asked of it. Moments are `performance.now()`. */
export function createSightings() {
  /** With the moment at which the look began. */
  const seen = new Map<string, { node: NodeGlance; at: number }>();
  /** When something was asked of a node last. */
  const asked = new Map<string, number>();

  return {
    /** False where the look, which began at that moment, may show the node as it was before. */
    note: (node: NodeGlance, begun: number): boolean => {
      const since = Math.max(asked.get(node.id) ?? -1, seen.get(node.id)?.at ?? -1);
      if (since > begun) return false;
      seen.set(node.id, { node, at: begun });
      return true;
    },
    fresh: (id: string): NodeGlance | undefined => {
      const last = seen.get(id);
      if (last === undefined || performance.now() - last.at <= freshMs) return last?.node;
      seen.delete(id);
      return undefined;
    },
    /** Something is asked of the node now. */
    forget: (id: string): void => {
      const now = performance.now();
      asked.delete(id);
      asked.set(id, now);
      seen.delete(id);
      // The oldest come first.
      for (const [other, at] of asked) {
        if (now - at < longestLookMs) break;
        asked.delete(other);
      }
    },
  };
}
