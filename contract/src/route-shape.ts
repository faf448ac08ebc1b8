import { z } from 'zod';
import type { RouteDefinition } from './route.ts';

/** The fields of a list's items; undefined where a route answers no list. */
export function fieldsOfItems(route: RouteDefinition): string[] | undefined {
  const { response } = route;
  if (!(response instanceof z.ZodObject) || route.method !== 'GET') return undefined;
  const items: unknown = response.shape['items'];
  if (!(items instanceof z.ZodArray) || !(items.element instanceof z.ZodObject)) return undefined;
  return Object.keys(items.element.shape);
}

/** Whether a route answers one resource, which then has an ETag. */
export function isResource(route: RouteDefinition): boolean {
  return (
    route.method === 'GET' && route.response instanceof z.ZodObject && fieldsOfItems(route) === undefined
  );
}
