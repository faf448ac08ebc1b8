import '@patternfly/react-core/dist/styles/base.css';
import './console.css';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createQueryClient } from './api/query-client.ts';
import { createConsoleRouter } from './router.ts';
import { endSession } from './session/end-session.ts';
import { watchPageChanges } from './shell/page-changes.ts';

const queryClient = createQueryClient({
  onSignedOut: () => void endSession({ router, queryClient, to: router.state.location.href }),
});
const router = createConsoleRouter(queryClient);
watchPageChanges(router.history);

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no element with the id root.');
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  </StrictMode>,
);
