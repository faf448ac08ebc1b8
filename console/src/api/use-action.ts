import type { RouteName } from '@tuskar/contract/routes.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { invalidateNoun, nounOf } from '../events/invalidate.ts';
import { type Reply, type Request, send } from './query.ts';

type ActionOptions<Name extends RouteName> = {
  onSuccess?: (reply: Reply<Name>, request: Request<Name>) => void | Promise<void>;
  onError?: (error: Error) => void;
};

/** A route that changes something. */
export function useAction<Name extends RouteName>(name: Name, options: ActionOptions<Name> = {}) {
  const queryClient = useQueryClient();
  const mutation = useMutation({
    mutationKey: [name],
    // What was sent may hold a password: it is forgotten with the form that it was typed into.
    gcTime: 0,
    mutationFn: (request: Request<Name>) => send(name, request, {}),
    onSuccess: async (reply, request) => {
      invalidateNoun(queryClient, nounOf(name));
      await options.onSuccess?.(reply, request);
    },
    onError: (error) => options.onError?.(error),
  });
  return {
    error: mutation.error,
    /** What the last call answered. */
    reply: mutation.data,
    isPending: mutation.isPending,
    reset: mutation.reset,
    run: (request: Request<Name>) => mutation.mutate(request),
    runAsync: (request: Request<Name>) => mutation.mutateAsync(request),
  };
}
