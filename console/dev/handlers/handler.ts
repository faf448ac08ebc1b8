import type { IncomingMessage, ServerResponse } from 'node:http';
import type { RouteBody, RouteParams, RouteQuery, RouteResponse } from '@tuskar/contract/route.ts';
import type { RouteName, RouteOf } from '@tuskar/contract/routes.ts';
import type { FakeSession } from '../sessions.ts';

export type HandlerRequest<Name extends RouteName> = {
  params: RouteParams<RouteOf<Name>>;
  query: RouteQuery<RouteOf<Name>>;
  body: RouteBody<RouteOf<Name>>;
  /** Absent on public routes. */
  session: FakeSession;
  request: IncomingMessage;
  response: ServerResponse;
};

type Handler<Name extends RouteName> = (
  request: HandlerRequest<Name>,
) => RouteResponse<RouteOf<Name>> | Promise<RouteResponse<RouteOf<Name>>>;

export type Handlers<Names extends RouteName> = { [Name in Names]: Handler<Name> };

/** A handler as the dispatcher sees it: its parts were checked by the contract. */
export type AnyHandler = (request: {
  params: unknown;
  query: unknown;
  body: unknown;
  session: FakeSession;
  request: IncomingMessage;
  response: ServerResponse;
}) => Promise<unknown>;
