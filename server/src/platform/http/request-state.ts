import type { RouteDefinition } from '@tuskar/contract/route.ts';
import type { FastifyRequest } from 'fastify';
import { type Actor, anonymousActor } from '../../access/actor.ts';

/** What the layers learn of a request on its way in. */
export type RequestState = {
  route: { name: string; definition: RouteDefinition } | undefined;
  actor: Actor;
  /** Whether the audit trail has, or will get, this request's entry already. */
  audited: boolean;
};

declare module 'fastify' {
  // oxlint-disable-next-line typescript/consistent-type-definitions -- only an interface can be merged
  interface FastifyRequest {
    state: RequestState;
  }
  // oxlint-disable-next-line typescript/consistent-type-definitions -- only an interface can be merged
  interface FastifyContextConfig {
    route?: { name: string; definition: RouteDefinition };
  }
}

export function initialState(request: FastifyRequest): RequestState {
  return { route: request.routeOptions.config.route, actor: anonymousActor, audited: false };
}

export function isWrite(definition: RouteDefinition): boolean {
  return definition.method !== 'GET';
}
