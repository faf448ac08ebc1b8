import { isTuskarError } from '@tuskar/contract/error.ts';
import { expect, test } from 'vitest';
import { claimHosts } from './claim.ts';
import { emptyState } from './state/file.ts';

const image = 'host-0123456789ab';
const request = (...hosts: { name: string; index: number }[]) => ({
  image,
  hosts,
  authorizedKey: 'ssh-ed25519 A',
});

function stateWith(...hosts: { name: string; index: number }[]) {
  const state = emptyState('boot');
  claimHosts(state, request(...hosts));
  return state;
}

const conflict = (reason: string) => (error: unknown) =>
  isTuskarError(error, 'lab-host-conflict') && error.message.includes(reason);

test('new hosts are recorded as wanted before anything is made of them', () => {
  const { hosts } = stateWith({ name: 'one', index: 1 });
  expect(hosts).toMatchObject({ one: { index: 1, image, wanted: 'running', ready: false, process: null } });
});

test('a host that is there keeps its key, its process and its state', () => {
  const state = stateWith({ name: 'one', index: 1 });
  Object.assign(state.hosts['one'] ?? {}, { hostKey: 'ssh-ed25519 K', ready: true, wanted: 'stopped' });
  claimHosts(state, { ...request({ name: 'one', index: 1 }), authorizedKey: 'ssh-ed25519 B' });
  expect(state.hosts['one']).toMatchObject({
    hostKey: 'ssh-ed25519 K',
    ready: true,
    wanted: 'running',
    authorizedKey: 'ssh-ed25519 B',
  });
});

test('an index belongs to one host', () => {
  const state = stateWith({ name: 'one', index: 1 });
  expect(() => claimHosts(state, request({ name: 'two', index: 1 }))).toThrow(
    expect.toSatisfy(conflict("index 1 is host one's")),
  );
  expect(() => stateWith({ name: 'a', index: 3 }, { name: 'b', index: 3 })).toThrow(
    expect.toSatisfy(conflict("index 3 is host a's")),
  );
});

test('a host does not change its index or its image', () => {
  const state = stateWith({ name: 'one', index: 1 });
  expect(() => claimHosts(state, request({ name: 'one', index: 2 }))).toThrow(
    expect.toSatisfy(conflict('it has index 1, not 2')),
  );
  expect(() =>
    claimHosts(state, { ...request({ name: 'one', index: 1 }), image: 'host-ffffffffffff' }),
  ).toThrow(expect.toSatisfy(conflict(`it has image ${image}`)));
});
