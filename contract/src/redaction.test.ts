import { expect, it } from 'vitest';
import type { z } from 'zod';
import { redactor } from './redaction.ts';
import type { RouteDefinition } from './route.ts';
import { routes } from './routes.ts';

const bodyOf = (name: keyof typeof routes): z.ZodType | undefined => (routes[name] as RouteDefinition).body;

it('leaves out what the contract marks', () => {
  const redact = redactor(bodyOf('user.create'));
  expect(redact({ name: 'eve', role: 'viewer', password: 'hunter2hunter2' })).toEqual({
    name: 'eve',
    role: 'viewer',
    password: '[secret]',
  });
});

it('leaves out documents', () => {
  const redact = redactor(bodyOf('cloud.plan'));
  expect(redact({ intent: 'config:\n  password: hunter2' })).toEqual({ intent: '[text of 27 characters]' });
});

it('keeps the rest, however deep', () => {
  const redact = redactor(bodyOf('lab.up'));
  expect(redact({ hosts: ['try-1'], image: 'x' })).toEqual({ hosts: ['try-1'], image: 'x' });
  expect(redactor(undefined)(undefined)).toBeUndefined();
});

it('finds a mark at every field whose name says that it is secret', () => {
  const telling = /password|passphrase|secret|current/i;
  const unmarked = Object.entries<RouteDefinition>(routes).flatMap(([name, { body }]) => {
    const redact = redactor(body);
    const fields = Object.keys((body as z.ZodObject | undefined)?.shape ?? {}).filter((field) =>
      telling.test(field),
    );
    const kept = fields.filter((field) => JSON.stringify(redact({ [field]: 'x' })).includes('"x"'));
    return kept.map((field) => `${name}: ${field}`);
  });
  expect(unmarked).toEqual([]);
});
