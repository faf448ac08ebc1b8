import type { RouterHistory } from '@tanstack/react-router';

let hasChanged = false;

/**
 * Follows the history, not the router's own events: those know of no page before the first has loaded, and a person may be
 * faster. What a page replaces by itself (a redirect) is no going.
 */
export function watchPageChanges(history: RouterHistory): void {
  let { pathname } = history.location;
  history.subscribe(({ location, action }) => {
    if (action.type !== 'REPLACE' && location.pathname !== pathname) hasChanged = true;
    ({ pathname } = location);
  });
}

/** Whether the person went from one page to another. The first page of a visit keeps the focus where the browser puts it. */
export function hasPageChanged(): boolean {
  return hasChanged;
}
