import type { RouteDefinition } from '@tuskar/contract/route.ts';
import { permissions } from '@tuskar/contract/permissions.ts';
import type { AnyHandler } from './handler.ts';
import type { BoundRoute } from './register.ts';

export type RouteTable = Record<string, RouteDefinition>;

/** Pairs every route with its handler. Refuses a table in which a route has none, or says not who may call it. */
export function bindRoutes(
  table: RouteTable,
  handlers: Record<string, AnyHandler>,
  own: ReadonlySet<string>,
): BoundRoute[] {
  const names = Object.keys(table);
  const open = names.filter((name) => !hasAccess(table[name]));
  const unhandled = names.filter((name) => !own.has(name) && handlers[name] === undefined);
  const unknown = [...Object.keys(handlers), ...own].filter((name) => table[name] === undefined);
  const faults = [
    ...open.map((name) => `${name} does not say who may call it`),
    ...unhandled.map((name) => `${name} has no handler`),
    ...unknown.map((name) => `${name} has a handler and no route`),
  ];
  if (faults.length > 0) throw new Error(`The API cannot be served: ${faults.join('; ')}.`);

  return Object.entries(table).flatMap(([name, definition]) => {
    const handler = handlers[name];
    return handler === undefined ? [] : [{ name, definition, handler }];
  });
}

/** The GET of the path that a PATCH, PUT or DELETE changes. */
export function siblingOf(route: BoundRoute, all: BoundRoute[]): BoundRoute | undefined {
  return all.find(
    ({ definition }) => definition.method === 'GET' && definition.path === route.definition.path,
  );
}

function hasAccess(route: RouteDefinition | undefined): boolean {
  const access: string | undefined = route?.access;
  return access === 'public' || access === 'signed-in' || Object.hasOwn(permissions, access ?? '');
}
