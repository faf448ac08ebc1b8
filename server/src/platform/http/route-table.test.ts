import type { RouteDefinition } from '@tuskar/contract/route.ts';
import { describe, expect, it } from 'vitest';
import { bindRoutes } from './route-table.ts';

const route: RouteDefinition = { method: 'GET', path: '/x', tag: 'X', summary: 'x', access: 'cloud.read' };
const handler = async () => undefined;

describe('the route table', () => {
  it('is refused where a route has no handler', () => {
    expect(() => bindRoutes({ 'x.show': route }, {}, new Set())).toThrow('x.show has no handler');
  });

  it('is refused where a route does not say who may call it', () => {
    for (const access of [undefined, '', 'cloud.raed']) {
      const open = { ...route, access } as RouteDefinition;
      expect(() => bindRoutes({ 'x.show': open }, { 'x.show': handler }, new Set())).toThrow(
        'x.show does not say who may call it',
      );
    }
  });

  it('is refused where a handler has no route', () => {
    expect(() => bindRoutes({}, { 'x.show': handler }, new Set())).toThrow(
      'x.show has a handler and no route',
    );
  });
});
