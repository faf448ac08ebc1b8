import { isTuskarError } from '@tuskar/contract/error.ts';
import type { RouteName } from '@tuskar/contract/routes.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { invalidateNoun, nounOf } from '../events/invalidate.ts';
import { type Reply, type Request, send } from './query.ts';

type ActionOptions<Name extends RouteName> = {
  onSuccess?: (reply: Reply<Name>, request: Request<Name>) => void | Promise<void>;
  onError?: (error: Error) => void;
};

/**
 * A route that changes something. An answer that got lost is asked for again under the same idempotency key, so that
 * nothing happens twice.
 */
export function useAction<Name extends RouteName>(name: Name, options: ActionOptions<Name> = {}) {
  const queryClient = useQueryClient();
  const mutation = useMutation({
    mutationKey: [name],
    // What was sent may hold a password: it is forgotten with the form that it was typed into.
    gcTime: 0,
    mutationFn: ({ request, idempotencyKey }: { request: Request<Name>; idempotencyKey: string }) =>
      send(name, request, { idempotencyKey }),
    retry: (failures, error) => failures < 2 && isTuskarError(error, 'server-unreachable'),
    retryDelay: 500,
    onSuccess: async (reply, { request }) => {
      invalidateNoun(queryClient, nounOf(name));
      await options.onSuccess?.(reply, request);
    },
    onError: (error) => options.onError?.(error),
  });
  const withKey = (request: Request<Name>) => ({ request, idempotencyKey: crypto.randomUUID() });
  return {
    error: mutation.error,
    /** What the last call answered. */
    reply: mutation.data,
    isPending: mutation.isPending,
    reset: mutation.reset,
    run: (request: Request<Name>) => mutation.mutate(withKey(request)),
    runAsync: (request: Request<Name>) => mutation.mutateAsync(withKey(request)),
  };
}
