import type { AnyRouter } from '@tanstack/react-router';

let hasChanged = false;

export function watchPageChanges(router: AnyRouter): void {
  router.subscribe('onBeforeNavigate', ({ fromLocation, pathChanged }) => {
    if (fromLocation !== undefined && pathChanged) hasChanged = true;
  });
}

/** Whether the person went from one page to another. The first page of a visit keeps the focus where the browser puts it. */
export function hasPageChanged(): boolean {
  return hasChanged;
}
