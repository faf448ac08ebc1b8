import { createMemoryHistory } from '@tanstack/react-router';
import { beforeEach, expect, it, vi } from 'vitest';

let changes: typeof import('./page-changes.ts');
beforeEach(async () => {
  vi.resetModules();
  changes = await import('./page-changes.ts');
});

function visit(first: string) {
  const history = createMemoryHistory({ initialEntries: [first] });
  changes.watchPageChanges(history);
  return history;
}

it('sees a page that is left before it has loaded', () => {
  visit('/').push('/operations');
  expect(changes.hasPageChanged()).toBe(true);
});

it('takes neither the first page nor a redirect for a change', () => {
  visit('/hosts').replace('/sign-in?to=/hosts');
  expect(changes.hasPageChanged()).toBe(false);
});

it('does not take another filter for another page', () => {
  visit('/operations').push('/operations?state=failed');
  expect(changes.hasPageChanged()).toBe(false);
});

it('sees the way back', () => {
  const history = visit('/hosts');
  history.push('/hosts/try-1');
  history.back();
  expect(changes.hasPageChanged()).toBe(true);
});
