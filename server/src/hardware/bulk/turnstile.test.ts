import { expect, test } from 'vitest';
import { createTurnstile } from './turnstile.ts';

const never = new AbortController().signal;

test('lets so many in, and the next as one leaves, first come first served', async () => {
  const turnstile = createTurnstile(2);
  const inside: string[] = [];
  const enter = async (name: string) => {
    const leave = await turnstile.enter(never);
    inside.push(name);
    return leave;
  };
  const [leaveA] = await Promise.all([enter('a'), enter('b')]);
  const c = enter('c');
  const d = enter('d');
  await Promise.resolve();
  expect(inside).toEqual(['a', 'b']);
  leaveA();
  leaveA();
  (await c)();
  await d;
  expect(inside).toEqual(['a', 'b', 'c', 'd']);
});

test('lets go of those who give up, and gives nobody their place', async () => {
  const turnstile = createTurnstile(1);
  const leave = await turnstile.enter(never);
  const impatient = new AbortController();
  const given = turnstile.enter(impatient.signal);
  const patient = turnstile.enter(never);
  impatient.abort(new Error('enough'));
  await expect(given).rejects.toThrow('enough');
  await expect(turnstile.enter(impatient.signal)).rejects.toThrow('enough');
  leave();
  await expect(patient).resolves.toBeTypeOf('function');
});
