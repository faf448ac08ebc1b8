import type { RouteBody, RouteParams, RouteQuery, RouteResponse } from '@tuskar/contract/route.ts';
import type { RouteName, RouteOf } from '@tuskar/contract/routes.ts';
import type { Actor } from '../../access/actor.ts';
import type { Content } from './content.ts';

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
) => Promise<RouteOf<Name> extends { produces: string } ? Content : Answer<RouteResponse<RouteOf<Name>>>>;

/** A route with no content answers nothing. */
type Answer<Response> = [Response] extends [undefined] ? void : Response;

/** The routes that the HTTP layer answers by itself: streams, cookies, generated documents. */
export type OwnRouteName =
  | 'system.health'
  | 'system.metrics'
  | 'system.openapi'
  | 'event.stream'
  | 'session.create'
  | 'session.delete';

/** One handler for every other route; a room gives its own as `Pick<Handlers, …>`. */
export type Handlers = { [Name in Exclude<RouteName, OwnRouteName>]: Handler<Name> };

/** A handler whose route is known only at run time. */
export type AnyHandler = (request: {
  params: unknown;
  query: unknown;
  body: unknown;
  actor: Actor;
  requestId: string;
}) => Promise<unknown>;
