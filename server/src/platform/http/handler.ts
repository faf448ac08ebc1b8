import type { RouteBody, RouteParams, RouteQuery, RouteResponse } from '@tuskar/contract/route.ts';
import type { RouteName, RouteOf } from '@tuskar/contract/routes.ts';
import type { Actor } from '../../access/actor.ts';

export type HandlerRequest<Name extends RouteName> = {
  params: RouteParams<RouteOf<Name>>;
  query: RouteQuery<RouteOf<Name>>;
  body: RouteBody<RouteOf<Name>>;
  actor: Actor;
  requestId: string;
};

/** Parse, call, reply: the parsing is done, the reply is the return value. */
export type Handler<Name extends RouteName> = (
  request: HandlerRequest<Name>,
) => Promise<RouteResponse<RouteOf<Name>>>;

/** The routes that the HTTP layer answers by itself: streams, cookies, generated documents. */
export type OwnRouteName =
  | 'system.metrics'
  | 'system.openapi'
  | 'event.stream'
  | 'session.create'
  | 'session.delete';

/** One handler for every other route; a room gives its own as `Pick<Handlers, …>`. */
export type Handlers = { [Name in Exclude<RouteName, OwnRouteName>]: Handler<Name> };
