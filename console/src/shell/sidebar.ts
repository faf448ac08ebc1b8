import { useRouterState } from '@tanstack/react-router';
import { useEffect, useState } from 'react';

type PageSize = { mobileView?: boolean };

/** The sidebar stands open where it has room beside the page; elsewhere it closes with each change of page. */
export function useSidebar() {
  const [isOpen, setOpen] = useState(true);
  const [isOverPage, setOverPage] = useState(false);
  const path = useRouterState({ select: ({ location }) => location.pathname });

  useEffect(() => {
    if (isOverPage) setOpen(false);
  }, [path, isOverPage]);

  const onPageResize = (_event: unknown, { mobileView = false }: PageSize) => {
    if (mobileView === isOverPage) return;
    setOverPage(mobileView);
    setOpen(!mobileView);
  };
  return { isOpen, toggle: () => setOpen((open) => !open), onPageResize };
}
