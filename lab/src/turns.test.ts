import { expect, test } from 'vitest';
import { Turns } from './turns.ts';

function gate() {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { promise, open: () => resolve() };
}

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test('shared work runs together, exclusive work alone and in order', async () => {
  const turns = new Turns();
  const running: string[] = [];
  const gates = { a: gate(), b: gate(), c: gate(), d: gate() };
  const work = (name: keyof typeof gates) => async () => {
    running.push(name);
    await gates[name].promise;
    running.splice(running.indexOf(name), 1);
  };
  const all = [
    turns.shared(work('a')),
    turns.shared(work('b')),
    turns.exclusive(work('c')),
    turns.shared(work('d')),
  ];

  await settled();
  expect(running).toEqual(['a', 'b']);
  gates.a.open();
  await settled();
  expect(running).toEqual(['b']);
  gates.b.open();
  await settled();
  expect(running).toEqual(['c']);
  gates.c.open();
  await settled();
  expect(running).toEqual(['d']);
  gates.d.open();
  await Promise.all(all);
});

test('work that fails does not hold up what comes after', async () => {
  const turns = new Turns();
  await expect(turns.exclusive(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
  await expect(turns.shared(() => Promise.reject(new Error('nor this')))).rejects.toThrow('nor this');
  expect(await turns.exclusive(() => Promise.resolve('done'))).toBe('done');
});
