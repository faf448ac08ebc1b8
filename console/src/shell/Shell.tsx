import { Page } from '@patternfly/react-core/dist/dynamic/components/Page';
import { SkipToContent } from '@patternfly/react-core/dist/dynamic/components/SkipToContent';
import { useQueryClient } from '@tanstack/react-query';
import { Outlet, useRouter } from '@tanstack/react-router';
import { useEffect } from 'react';
import { connectEvents } from '../events/connection.ts';
import { endSession } from '../session/end-session.ts';
import { Header } from './Header.tsx';
import { LostBanner } from './LostBanner.tsx';
import { mainId } from './main-id.ts';
import { Navigation } from './Navigation.tsx';
import { useSidebar } from './sidebar.ts';
import { Toasts } from './Toasts.tsx';

/** What stands around every page of a signed-in person. */
export function Shell() {
  const sidebar = useSidebar();
  useEvents();
  return (
    <Page
      masthead={<Header isSidebarOpen={sidebar.isOpen} onSidebarToggle={sidebar.toggle} />}
      sidebar={<Navigation isSidebarOpen={sidebar.isOpen} />}
      onPageResize={sidebar.onPageResize}
      mainContainerId={mainId}
      mainTabIndex={-1}
      skipToContent={<SkipToContent href={`#${mainId}`}>Skip to content</SkipToContent>}
    >
      <LostBanner />
      <Outlet />
      <Toasts />
    </Page>
  );
}

/** One stream for as long as somebody is signed in. */
function useEvents(): void {
  const queryClient = useQueryClient();
  const router = useRouter();
  useEffect(
    () =>
      connectEvents(queryClient, {
        onSignedOut: () => void endSession({ router, queryClient, to: router.state.location.href }),
      }),
    [queryClient, router],
  );
}
