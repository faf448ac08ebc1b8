import { type UseSuspenseInfiniteQueryResult, useSuspenseInfiniteQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { Item, PagedRouteName, pages } from './pages.ts';

/** Rows of a list that loads on while the person scrolls. */
export function usePages<Name extends PagedRouteName>(options: ReturnType<typeof pages<Name>>) {
  const result = useSuspenseInfiniteQuery(options) as UseSuspenseInfiniteQueryResult<Item<Name>[]>;
  const { data, hasNextPage, isFetchingNextPage, fetchNextPage } = result;
  return {
    rows: data,
    hasMore: hasNextPage,
    isLoadingMore: isFetchingNextPage,
    more: hasNextPage && !isFetchingNextPage ? () => void fetchNextPage() : undefined,
  };
}

/** All rows of a list, page after page: for those that are searched on the screen, such as 10,000 hosts. */
export function useEveryPage<Name extends PagedRouteName>(options: ReturnType<typeof pages<Name>>) {
  const { rows, more, hasMore } = usePages(options);
  useEffect(() => more?.(), [more]);
  return { rows, isComplete: !hasMore };
}
