import { TuskarError } from '@tuskar/contract/error.ts';
import type { RouteDefinition } from '@tuskar/contract/route.ts';
import { fieldsOfItems } from '@tuskar/contract/route-shape.ts';

/**
 * Makes the function that writes a route's answer as JSON. One resource goes through its schema, which drops fields
 * that the contract does not have; that would take a second for 35 pages of a long list, so lists are written as their
 * handlers' types say, and are held to the schema where `check` is 'all', as in every test.
 */
export function answerWriter(name: string, route: RouteDefinition, check: 'resources' | 'all') {
  const { response } = route;
  const checked = response !== undefined && (check === 'all' || fieldsOfItems(route) === undefined);

  return (answer: unknown): string => {
    if (!checked) return JSON.stringify(answer);
    const parsed = response.safeParse(answer);
    if (parsed.success) return JSON.stringify(parsed.data);
    throw new TuskarError('internal-error', `The answer of ${name} is not as the contract says.`, {
      cause: parsed.error,
      context: { route: name },
    });
  };
}
