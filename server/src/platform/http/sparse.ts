import { TuskarError } from '@tuskar/contract/error.ts';
import type { RouteDefinition } from '@tuskar/contract/route.ts';
import { fieldsOfItems } from '@tuskar/contract/route-shape.ts';

/** Makes the function that keeps, of each item of a list, only the fields that `?fields=a,b` names. */
export function sparseFields(route: RouteDefinition) {
  const known = fieldsOfItems(route);
  return {
    /** The names asked for; undefined where all are wanted. `query` loses its `fields`. */
    take: (query: Record<string, unknown>): string[] | undefined => {
      if (known === undefined || typeof query['fields'] !== 'string') return undefined;
      const asked = query['fields'].split(',');
      delete query['fields'];
      const unknown = asked.filter((field) => !known.includes(field));
      if (unknown.length > 0) throw unknownFields(unknown, known);
      return asked;
    },
    apply: (answer: unknown, fields: string[] | undefined): unknown => {
      if (fields === undefined) return answer;
      const page = answer as { items: Record<string, unknown>[] };
      return {
        ...page,
        items: page.items.map((item) => Object.fromEntries(fields.map((field) => [field, item[field]]))),
      };
    },
  };
}

function unknownFields(unknown: string[], known: string[]): TuskarError {
  return new TuskarError(
    'invalid-request',
    `The request is not valid: query.fields: no such field ${unknown.map((field) => `'${field}'`).join(', ')}.`,
    { context: { known }, remedy: `Choose from: ${known.join(', ')}.` },
  );
}
