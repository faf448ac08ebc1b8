import type { RouteName } from '@tuskar/contract/routes.ts';
import { infiniteQueryOptions } from '@tanstack/react-query';
import { type Reply, type Request, send } from './query.ts';

/** The routes that answer a page of a list. */
export type PagedRouteName = {
  [Name in RouteName]: Reply<Name> extends { items: unknown[]; nextCursor: string | null } ? Name : never;
}[RouteName];

export type Item<Name extends PagedRouteName> = Reply<Name>['items'][number];

type Filter<Name extends PagedRouteName> = Omit<NonNullable<Request<Name>['query']>, 'cursor'>;

/** The pages of a list, as far as they were asked for. */
export function pages<Name extends PagedRouteName>(name: Name, filter: Filter<Name>) {
  return infiniteQueryOptions({
    queryKey: [name, { query: filter }, 'pages'],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ signal, pageParam }): Promise<Reply<Name>> => {
      const query = pageParam === undefined ? filter : { ...filter, cursor: pageParam };
      return send(name, { query } as Request<Name>, { signal });
    },
    getNextPageParam: (page: Reply<Name>) => page.nextCursor ?? undefined,
    select: ({ pages: loaded }) => loaded.flatMap((page): Item<Name>[] => page.items),
  });
}
