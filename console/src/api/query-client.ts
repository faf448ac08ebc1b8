import { isTuskarError } from '@tuskar/contract/error.ts';
import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';

type QueryClientOptions = {
  /** The session is over: the server no longer knows who asks. */
  onSignedOut: () => void;
};

/** The event stream keeps what is cached true, so an answer stays good while somebody looks at it. */
export function createQueryClient({ onSignedOut }: QueryClientOptions): QueryClient {
  const onError = (error: Error) => {
    if (isTuskarError(error, 'not-signed-in')) onSignedOut();
  };
  return new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      // The client itself repeats what may be repeated.
      queries: { staleTime: 10_000, retry: false },
    },
  });
}
