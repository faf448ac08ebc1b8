import type { RouteName } from '@tuskar/contract/routes.ts';
import type { QueryClient, QueryKey } from '@tanstack/react-query';

/** Answers of these nouns also tell about the noun on the left. */
const alsoTells: Record<string, readonly string[]> = {
  blueprint: ['cloud'],
  verification: ['cloud'],
  cloud: ['blueprint', 'verification', 'host', 'image'],
  host: ['cloud', 'lab'],
  lab: ['host'],
  image: ['undercloud'],
  // An elevation draws its machines; what happens to a machine is told by the machine's own events.
  machine: ['rack', 'burn-in', 'class', 'inspection', 'part', 'unclaimed-node'],
  // A burn-in and a scan go on with their operations, and have no events of their own.
  operation: ['burn-in', 'machine-scan'],
  'burn-in': ['machine'],
  finding: ['burn-in', 'machine'],
  class: ['machine'],
  rack: ['machine'],
};

/** Stands for every noun. */
export const everything = '*';

/** 'operation' of 'operation.changed', and of the route 'operation.show'. */
export function nounOf(type: RouteName | (string & {})): string {
  return type.slice(0, type.indexOf('.'));
}

/** Answers of the BMC itself: it is slow, no event tells of it, and it is not asked each time that a machine changes. */
const askedOfBmc: readonly string[] = ['machine.locator', 'machine.console-access'] satisfies RouteName[];

/** Whether a cached answer may have changed when something of a noun did. */
export function tellsAbout(key: QueryKey, noun: string): boolean {
  const [name] = key;
  if (typeof name !== 'string' || name === 'session.show' || name === 'audit.check') return false;
  if (noun === everything) return true;
  if (askedOfBmc.includes(name)) return false;
  // The log of an operation grows by events, and never changes otherwise.
  if (name === 'operation.log') return false;
  const told = nounOf(name);
  return told === noun || (alsoTells[noun] ?? []).includes(told);
}

export function invalidateNoun(queryClient: QueryClient, noun: string): void {
  void queryClient.invalidateQueries({
    predicate: ({ queryKey }) => tellsAbout(queryKey, noun),
  });
}
