import type { Ids } from '../ids.ts';
import type { Route } from './route.ts';

type Compiled = { route: Route; segments: { name: string; isParam: boolean }[] };
export type Match = { route: Route; params: Record<string, string> };
export type Find = (path: string, ids: Ids) => Match | undefined;

/** Finds a path's route; routes are grouped by their number of segments, so that few are looked at. */
export function makeRouter(routes: readonly Route[]): Find {
  const byLength = new Map<number, Compiled[]>();
  for (const route of routes) {
    const segments = split(route.path).map((segment) => ({
      name: segment.replace(/[{}]/g, ''),
      isParam: segment.startsWith('{'),
    }));
    byLength.set(segments.length, [...(byLength.get(segments.length) ?? []), { route, segments }]);
  }
  return (path, ids) => {
    const parts = split(path);
    for (const { route, segments } of byLength.get(parts.length) ?? []) {
      const params = matched(segments, parts, ids);
      if (params) return { route, params };
    }
    return undefined;
  };
}

/** A trailing slash makes no difference (DSP0266, "URIs"). */
const split = (path: string): string[] => path.split('/').filter((part) => part !== '');

function matched(
  segments: Compiled['segments'],
  parts: string[],
  ids: Ids,
): Record<string, string> | undefined {
  const params: Record<string, string> = {};
  for (const [index, { name, isParam }] of segments.entries()) {
    const part = parts[index] ?? '';
    if (!isParam && part !== name) return undefined;
    if (isParam && !isItself(name, part, ids)) return undefined;
    if (isParam) params[name] = part;
  }
  return params;
}

function isItself(param: string, part: string, ids: Ids): boolean {
  if (param === 'system') return part === ids.system;
  if (param === 'manager') return part === ids.manager;
  return param === 'chassis' ? part === ids.chassis : true;
}
