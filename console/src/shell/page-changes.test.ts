import { createMemoryHistory } from '@tanstack/react-router';
import { beforeEach, expect, it, vi } from 'vitest';

beforeEach(() => vi.resetModules());

/** A visit of its own, which remembers nothing of the last. */
async function visit(first: string) {
  const { hasPageChanged, watchPageChanges } = await import('./page-changes.ts');
  const history = createMemoryHistory({ initialEntries: [first] });
  watchPageChanges(history);
  return { history, hasPageChanged };
}

it('sees a page that is left before it has loaded', async () => {
  const { history, hasPageChanged } = await visit('/');
  history.push('/operations');
  expect(hasPageChanged()).toBe(true);
});

it('takes neither the first page nor a redirect for a change', async () => {
  const { history, hasPageChanged } = await visit('/hosts');
  history.replace('/sign-in?to=/hosts');
  expect(hasPageChanged()).toBe(false);
});

it('does not take another filter for another page', async () => {
  const { history, hasPageChanged } = await visit('/operations');
  history.push('/operations?state=failed');
  expect(hasPageChanged()).toBe(false);
});

it('sees the way back', async () => {
  const { history, hasPageChanged } = await visit('/hosts');
  history.push('/hosts/try-1');
  history.back();
  expect(hasPageChanged()).toBe(true);
});
