import { describe, expect, it } from 'vitest';
import { createClient, type Transport } from './client.ts';

type Sent = { url: string; init: RequestInit };

/** A client whose requests are kept, and answered with what the test says. */
function clientOf(answer: (sent: Sent) => Response, token?: string) {
  const sent: Sent[] = [];
  const transport: Transport = async (url, init) => {
    sent.push({ url, init });
    return answer({ url, init });
  };
  const client = createClient({ baseUrl: 'https://t', transport, ...(token === undefined ? {} : { token }) });
  return { client, sent };
}

const problem = {
  type: '/docs/errors#subject-busy',
  title: 'Another operation holds it',
  status: 409,
  detail: "'try' is held by op-1.",
  code: 'subject-busy',
  remedy: 'Wait for op-1.',
  retryable: true,
  context: { holder: 'op-1' },
};

describe('a call', () => {
  it('goes to the path of its route, with the token, and gives the answer', async () => {
    const { client, sent } = clientOf(() => Response.json({ items: [], nextCursor: null }), 'tsk_x');
    const answer = await client.call('host.list', { query: { cloud: 'a b', limit: 2 } });
    expect(answer).toEqual({ items: [], nextCursor: null });
    expect(sent[0]?.url).toBe('https://t/v1/hosts?cloud=a+b&limit=2');
    expect(sent[0]?.init).toMatchObject({ method: 'GET', headers: { authorization: 'Bearer tsk_x' } });
  });

  it('escapes what is put into the path', async () => {
    const { client, sent } = clientOf(() => Response.json({}));
    await client.call('blueprint.show', { params: { id: '../users?x' } });
    expect(sent[0]?.url).toBe('https://t/v1/blueprints/..%2Fusers%3Fx');
  });

  it('carries the body, the idempotency key and the tag it is based on', async () => {
    const { client, sent } = clientOf(() => new Response(null, { status: 204 }));
    await client.call('user.delete', { params: { name: 'eve' }, ifMatch: '"x"' });
    await client.call('blueprint.approve', {
      params: { id: 'b' },
      body: { reason: 'r' },
      idempotencyKey: 'k',
    });
    expect(sent[0]?.init).toMatchObject({ method: 'DELETE', headers: { 'if-match': '"x"' } });
    expect(sent[1]?.init).toMatchObject({
      body: '{"reason":"r"}',
      headers: { 'idempotency-key': 'k', 'content-type': 'application/json' },
    });
  });

  it('remembers the tag of an answer', async () => {
    const { client } = clientOf(() => Response.json({ name: 'eve' }, { headers: { etag: '"abc"' } }));
    const user = await client.call('user.show', { params: { name: 'eve' } });
    expect(client.etagOf(user)).toBe('"abc"');
  });
});

describe('a failure', () => {
  it('is the error that the server threw', async () => {
    const { client } = clientOf(() => Response.json(problem, { status: 409 }));
    await expect(client.call('cloud.list')).rejects.toMatchObject({
      code: 'subject-busy',
      message: problem.detail,
      remedy: problem.remedy,
      context: problem.context,
      retryable: true,
    });
  });

  it.each([
    ['a page of a proxy', () => new Response('<h1>Bad gateway</h1>', { status: 502 })],
    ['an empty answer', () => new Response('', { status: 500 })],
    [
      'a code that this client does not know',
      () => Response.json({ ...problem, code: 'new' }, { status: 418 }),
    ],
  ])('that is %s says so', async (_what, answer) => {
    const { client } = clientOf(answer);
    await expect(client.call('cloud.list')).rejects.toMatchObject({
      code: 'unexpected-answer',
      context: { status: answer().status },
    });
  });

  it('to reach the server says where it was looked for', async () => {
    const { client } = clientOf(() => {
      throw new TypeError('fetch failed');
    });
    await expect(client.call('cloud.list')).rejects.toMatchObject({
      code: 'server-unreachable',
      context: { url: 'https://t/v1/clouds' },
    });
  });
});
