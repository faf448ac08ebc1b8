import { request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { TuskarError } from '@tuskar/contract/error.ts';
import { Problem } from '@tuskar/contract/problem.ts';
import { pino } from 'pino';
import { afterEach, describe, expect, it } from 'vitest';
import { bearer, createTestServer, type TestServer } from './testing/test-server.ts';

let server: TestServer | undefined;
afterEach(() => server?.app.close());

async function start(options: Parameters<typeof createTestServer>[0] = {}): Promise<TestServer> {
  server = await createTestServer(options);
  return server;
}

const plan = { method: 'POST' as const, url: '/v1/clouds/try/blueprints', headers: bearer('cloud.plan') };

describe('an error as its caller sees it', () => {
  it('400: names every field that is wrong, in the path, the query and the body', async () => {
    const { app } = await start();
    const response = await app.inject({
      ...plan,
      url: '/v1/clouds/Try!/blueprints?x=1',
      payload: { intend: '' },
    });
    const problem = Problem.parse(response.json());
    expect(problem).toMatchObject({ status: 400, code: 'invalid-request' });
    const fields = ((problem.context ?? {})['fields'] as { field: string }[]).map(({ field }) => field);
    expect(fields.sort()).toEqual(['body.intend', 'body.intent', 'path.name', 'query.x']);
  });

  it('400: says where reading JSON stopped', async () => {
    const { app } = await start();
    const response = await app.inject({
      ...plan,
      headers: { ...plan.headers, 'content-type': 'application/json' },
      payload: '{"intent": ',
    });
    expect(response.json()).toMatchObject({ status: 400, code: 'invalid-json' });
    expect(response.json().detail).toContain('Unexpected end of JSON input');
  });

  it('400: refuses a body that would change the prototype of objects', async () => {
    const { app } = await start();
    const response = await app.inject({
      ...plan,
      headers: { ...plan.headers, 'content-type': 'application/json' },
      payload: '{"intent": "x", "__proto__": {"admin": true}}',
    });
    expect(response.json()).toMatchObject({ status: 400, code: 'invalid-json' });
  });

  it('404: a route that is not there', async () => {
    const { app } = await start();
    const response = await app.inject('/v1/nothing?secret=1');
    expect(response.json()).toMatchObject({ status: 404, code: 'route-not-found' });
    expect(response.json().detail).toBe('There is no route GET /v1/nothing.');
  });

  it('409: what a use case throws, with its facts and its own remedy', async () => {
    const { app, audit } = await start({
      answers: {
        'cloud.plan': async () => {
          throw new TuskarError('subject-busy', "'try' is held by op-1.", {
            context: { holder: 'op-1' },
            remedy: 'Wait for op-1.',
            cause: new Error('password=hunter2'),
          });
        },
      },
    });
    const response = await app.inject({ ...plan, payload: { intent: '' } });
    expect(response.json()).toEqual({
      type: '/docs/errors#subject-busy',
      title: 'Another operation holds it',
      status: 409,
      detail: "'try' is held by op-1.",
      code: 'subject-busy',
      remedy: 'Wait for op-1.',
      retryable: true,
      instance: `urn:uuid:${String(response.headers['x-request-id'])}`,
      context: { holder: 'op-1' },
    });
    expect(audit.entries).toMatchObject([
      { action: 'cloud.plan', outcome: 'failed', status: 409, detail: { error: 'subject-busy' } },
    ]);
  });

  it('413: a body over the limit gets its answer although it is still being sent', async () => {
    const { app } = await start();
    await app.listen({ host: '127.0.0.1', port: 0 });
    const { port } = app.server.address() as AddressInfo;
    const { promise, resolve, reject } = Promise.withResolvers<{
      status: number | undefined;
      text: string;
    }>();
    const request = httpRequest(
      {
        port,
        path: plan.url,
        method: 'POST',
        headers: { ...plan.headers, 'content-type': 'application/json', 'content-length': 10_000_000 },
      },
      (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
        response.on('end', () => resolve({ status: response.statusCode, text }));
      },
    );
    request.on('error', reject);
    request.end('a'.repeat(10_000_000));
    const { status, text } = await promise;
    expect(status).toBe(413);
    expect(JSON.parse(text)).toMatchObject({
      code: 'body-too-large',
      detail: 'The body is larger than 2 MiB.',
    });
  });

  it('takes a file of machines that is larger than that, and names its own limit', async () => {
    const { app } = await start();
    const send = (mebibytes: number) =>
      app.inject({
        method: 'POST',
        url: '/v1/machine-imports/preview',
        headers: { ...bearer('hardware.operate'), 'content-type': 'application/json' },
        payload: JSON.stringify({ file: 'nodes.csv', content: 'x'.repeat(mebibytes * 1024 * 1024) }),
      });
    expect((await send(10)).json()).not.toMatchObject({ code: 'body-too-large' });
    expect((await send(25)).json()).toMatchObject({
      status: 413,
      code: 'body-too-large',
      detail: 'The body is larger than 24 MiB.',
    });
  });

  it('415: a body that is no JSON', async () => {
    const { app } = await start();
    const response = await app.inject({
      ...plan,
      headers: { ...plan.headers, 'content-type': 'application/yaml' },
      payload: 'name: try',
    });
    expect(response.json()).toMatchObject({ status: 415, code: 'unsupported-media-type' });
  });

  it('429: whoever was refused too often, with the time to wait', async () => {
    const { app } = await start();
    const signIn = (user: string) =>
      app.inject({ method: 'POST', url: '/v1/session', payload: { user, password: 'wrong' } });
    for (let count = 0; count < 20; count += 1) expect((await signIn(`user-${count}`)).statusCode).toBe(401);
    const response = await signIn('another');
    expect(response.json()).toMatchObject({ status: 429, code: 'too-many-attempts', retryable: true });
    expect(Number(response.headers['retry-after'])).toBeGreaterThan(0);
  });

  it('401: a flood of them does not fill the audit trail, which says so', async () => {
    const { app, audit } = await start();
    const ask = () => app.inject({ url: '/v1/users', headers: { authorization: 'Bearer wrong' } });
    for (let count = 0; count < 70; count += 1) expect((await ask()).statusCode).toBe(401);
    expect(audit.entries).toHaveLength(60);
    expect(audit.entries[58]?.detail).toEqual({ error: 'not-signed-in' });
    expect(audit.entries[59]?.detail?.['furtherNotRecordedSeconds']).toBeGreaterThan(0);
    expect((await app.inject({ url: '/v1/users', headers: bearer() })).statusCode).toBe(403);
    expect(audit.entries).toHaveLength(61);
  });

  it('500: what nobody foresaw stays in the log, under the id of the request', async () => {
    const lines: string[] = [];
    const { app } = await start({
      log: pino({ level: 'error' }, { write: (line) => void lines.push(line) }),
      answers: {
        'cloud.plan': async () => {
          throw new Error('connection to postgres://root:hunter2@db lost');
        },
      },
    });
    const response = await app.inject({ ...plan, payload: { intent: '' } });
    expect(response.json()).toMatchObject({ status: 500, code: 'internal-error' });
    expect(response.body).not.toContain('hunter2');
    const line = JSON.parse(lines[0] ?? '{}') as Record<string, unknown>;
    expect(line).toMatchObject({ requestId: response.headers['x-request-id'], route: 'cloud.plan' });
    expect(lines[0]).toContain('connection to postgres');
  });

  it('500: an answer that is not as the contract says does not leave', async () => {
    const { app } = await start({
      answers: { 'user.show': async () => ({ name: 'eve', passwordHash: 'x' }) },
    });
    const response = await app.inject({ url: '/v1/users/eve', headers: bearer('user.read') });
    expect(response.json()).toMatchObject({ status: 500, code: 'internal-error' });
    expect(response.body).not.toContain('passwordHash');
  });
});
