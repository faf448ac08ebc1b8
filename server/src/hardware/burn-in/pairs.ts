import type { Partner } from './begin.ts';

type Candidate = { machine: string; burnIn: string; class: string | null; rack: string | null };

/**
 * Pairs machines that burn in together for their network tests, so that each is compared with one like it: of one class
 * and one rack, and what is left over of one class. One of each pair is the server.
 */
export function formPairs(candidates: Candidate[]): Map<string, Partner> {
  const partners = new Map<string, Partner>();
  const pairUp = (group: Candidate[]) => {
    const free = group.filter(({ machine }) => !partners.has(machine));
    for (let index = 0; index + 1 < free.length; index += 2) {
      const [server, client] = [free[index], free[index + 1]];
      if (server === undefined || client === undefined) return;
      partners.set(client.machine, { machine: server.machine, burnIn: server.burnIn, role: 'client' });
      partners.set(server.machine, { machine: client.machine, burnIn: client.burnIn, role: 'server' });
    }
  };
  const sorted = candidates.toSorted((a, b) => (a.machine < b.machine ? -1 : 1));
  for (const group of Map.groupBy(sorted, (one) => JSON.stringify([one.class, one.rack])).values())
    pairUp(group);
  for (const group of Map.groupBy(sorted, (one) => one.class).values()) pairUp(group);
  return partners;
}
