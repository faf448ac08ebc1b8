import type { CallOptions } from '@tuskar/client/client.ts';
import type { RouteRequest, RouteResponse } from '@tuskar/contract/route.ts';
import { isTuskarError } from '@tuskar/contract/error.ts';
import type { ErrorCode } from '@tuskar/contract/errors/catalogue.ts';
import type { RouteName, RouteOf } from '@tuskar/contract/routes.ts';
import { queryOptions } from '@tanstack/react-query';
import { client } from './client.ts';

export type Request<Name extends RouteName> = RouteRequest<RouteOf<Name>>;
export type Reply<Name extends RouteName> = RouteResponse<RouteOf<Name>>;

/** What an answer is kept under: the route's name, and what it was asked. */
export type QueryKey<Name extends RouteName = RouteName> = readonly [Name, Partial<Request<Name>>];

type Given<Name extends RouteName> =
  object extends Request<Name> ? [request?: Request<Name>] : [request: Request<Name>];

/** The query of a GET route, for loaders, components and the cache. */
export function query<Name extends RouteName>(name: Name, ...[request]: Given<Name>) {
  const key: QueryKey<Name> = [name, request ?? {}];
  return queryOptions({
    queryKey: key,
    queryFn: ({ signal }): Promise<Reply<Name>> => send(name, request, { signal }),
  });
}

/** The same where it is no fault that there is nothing to show: null then. */
export function queryOrNull<Name extends RouteName>(name: Name, absent: ErrorCode) {
  const key: QueryKey<Name> = [name, {}];
  return queryOptions({
    queryKey: key,
    queryFn: async ({ signal }): Promise<Reply<Name> | null> => {
      try {
        return await send(name, undefined, { signal });
      } catch (error) {
        if (isTuskarError(error, absent)) return null;
        throw error;
      }
    },
  });
}

/** Calls a route by a name that is only known as a type parameter. */
export function send<Name extends RouteName>(
  name: Name,
  request: Request<Name> | undefined,
  options: CallOptions,
): Promise<Reply<Name>> {
  const call = client.call as (name: Name, request: object) => Promise<Reply<Name>>;
  return call(name, { ...request, ...options });
}
