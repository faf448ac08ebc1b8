import type { QueryClient } from '@tanstack/react-query';
import type { AnyRouter } from '@tanstack/react-router';

type EndSessionOptions = {
  router: AnyRouter;
  queryClient: QueryClient;
  /** Where to go on after the next sign-in. */
  to?: string;
};

/** Forgets all that was read in the session, and asks to sign in. */
export async function endSession({ router, queryClient, to }: EndSessionOptions): Promise<void> {
  if (router.state.location.pathname === '/sign-in') return;
  await router.navigate({ to: '/sign-in', search: to === undefined ? {} : { to } });
  queryClient.clear();
}
