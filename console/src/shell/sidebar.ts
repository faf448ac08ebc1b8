import { useRouterState } from '@tanstack/react-router';
import { useEffect, useState } from 'react';

/** PatternFly lays the sidebar over the page below this width. */
const besidePage = matchMedia('(min-width: 1200px)');

/** The sidebar stands open where it has room beside the page; elsewhere it closes with each change of page. */
export function useSidebar() {
  const [isOpen, setOpen] = useState(besidePage.matches);
  const path = useRouterState({ select: ({ location }) => location.pathname });

  useEffect(() => {
    const follow = () => setOpen(besidePage.matches);
    besidePage.addEventListener('change', follow);
    return () => besidePage.removeEventListener('change', follow);
  }, []);

  useEffect(() => {
    if (!besidePage.matches) setOpen(false);
  }, [path]);

  return { isOpen, toggle: () => setOpen((open) => !open) };
}
