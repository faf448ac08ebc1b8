import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { inputParser } from './request.ts';

const parse = inputParser({
  method: 'POST',
  path: '/v1/things/:name',
  tag: 'T',
  summary: 't',
  access: 'signed-in',
  params: z.object({ name: z.string().max(3) }),
  query: z.object({ limit: z.coerce.number().int().default(10) }),
  body: z.object({ size: z.number(), inner: z.object({ on: z.boolean() }).optional() }),
});

describe('a request', () => {
  it('is parsed, with defaults', () => {
    expect(parse({ params: { name: 'a' }, query: {}, body: { size: 1 } })).toEqual({
      params: { name: 'a' },
      query: { limit: 10 },
      body: { size: 1 },
    });
  });

  it('is refused with every field that is wrong, in all of its parts', () => {
    const wrong = { params: { name: 'long' }, query: { limit: 'x', page: '1' }, body: { inner: { on: 1 } } };
    expect(() => parse(wrong)).toThrow(
      expect.objectContaining({
        code: 'invalid-request',
        context: {
          fields: [
            { field: 'path.name', reason: expect.any(String) },
            { field: 'query.limit', reason: expect.any(String) },
            { field: 'query.page', reason: 'unknown field' },
            { field: 'body.size', reason: expect.any(String) },
            { field: 'body.inner.on', reason: expect.any(String) },
          ],
        },
      }),
    );
  });

  it('without a body is one with an empty body', () => {
    expect(() => parse({ params: { name: 'a' }, query: {}, body: undefined })).toThrow('body.size');
  });
});
