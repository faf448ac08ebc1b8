import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { createClient } from './client.ts';
import { createPatience } from './patience.ts';

const failing = (code?: string) => {
  throw new TypeError('fetch failed', { cause: Object.assign(new Error(code), code && { code }) });
};
const problem = (code: string, status: number) =>
  Response.json(
    { type: '', title: code, status, detail: code, code, remedy: '', retryable: true },
    { status },
  );
const answer = () => Response.json({ items: [] });

/** A client whose tries end, one after the other, as given; its last end stays. */
function clientOf(...ends: (() => Response)[]) {
  const keys: (string | undefined)[] = [];
  const told: string[] = [];
  const client = createClient({
    baseUrl: 'https://t',
    patience: { seconds: 30, onChange: (state) => told.push(state) },
    transport: async (_url, init) => {
      keys.push((init.headers as Record<string, string>)['idempotency-key']);
      return ((ends.length > 1 ? ends.shift() : ends[0]) as () => Response)();
    },
  });
  return { client, keys, told };
}

const post = { params: { id: 'b' }, body: { reason: 'r' } };
const refused = () => failing('ECONNREFUSED');
const reset = () => failing('ECONNRESET');

beforeEach(() => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
});

/** What comes of it within a minute. */
async function ended<Answer>(asked: Promise<Answer>): Promise<Answer> {
  asked.catch(() => undefined);
  await vi.advanceTimersByTimeAsync(60_000);
  return asked;
}

describe('a server that went away', () => {
  it('is asked again for what broke off, with the same key', async () => {
    const { client, keys, told } = clientOf(reset, refused, answer);
    await ended(client.call('blueprint.approve', post));
    expect(keys).toHaveLength(3);
    expect(new Set(keys).size).toBe(1);
    expect(told).toEqual(['waiting', 'answered']);
  });

  it('is asked with another key for each request', async () => {
    const { client, keys } = clientOf(answer);
    await ended(client.call('blueprint.approve', post));
    await ended(client.call('blueprint.approve', post));
    expect(new Set(keys).size).toBe(2);
  });

  it('is not spoken of where it only closed a kept connection', async () => {
    const { client, told } = clientOf(reset, answer);
    await ended(client.call('cloud.list'));
    expect(told).toEqual([]);
  });

  it('is asked until the first of the same requests has ended', async () => {
    const atWork = () => problem('idempotency-key-in-use', 409);
    const { client, keys } = clientOf(reset, atWork, atWork, answer);
    await ended(client.call('blueprint.approve', post));
    expect(keys).toHaveLength(4);
  });

  it('is asked again for what it refused because it was stopping, whatever it is', async () => {
    const { client, keys } = clientOf(() => problem('server-stopping', 503), refused, answer);
    await ended(client.call('user.delete', { params: { name: 'eve' } }));
    expect(keys).toHaveLength(3);
  });

  it('is not asked again for a change that may have been made, and has no key', async () => {
    const { client, keys } = clientOf(reset);
    await expect(ended(client.call('user.delete', { params: { name: 'eve' } }))).rejects.toMatchObject({
      code: 'server-unreachable',
    });
    expect(keys).toHaveLength(1);
  });

  it('is given up after a while', async () => {
    const { client, keys } = clientOf(answer, refused);
    await ended(client.call('cloud.list'));
    await expect(ended(client.call('cloud.list'))).rejects.toMatchObject({ code: 'server-unreachable' });
    expect(keys.length).toBeGreaterThan(50);
  });

  it('is not waited for by who no longer wants the answer', async () => {
    const ending = new AbortController();
    const { client, keys } = clientOf(answer, () => {
      ending.abort();
      return refused();
    });
    await ended(client.call('cloud.list'));
    await expect(ended(client.call('cloud.list', { signal: ending.signal }))).rejects.toThrow('fetch failed');
    expect(keys).toHaveLength(2);
  });
});

describe('a server that is not there', () => {
  it.each([
    ['nobody listens', refused],
    ['it has no address', () => failing('ENOTFOUND')],
    ['it is not known why', () => failing()],
  ])('is not waited for: %s', async (_why, end) => {
    const { client, keys, told } = clientOf(end);
    await expect(ended(client.call('blueprint.approve', post))).rejects.toMatchObject({
      code: 'server-unreachable',
    });
    expect(keys).toHaveLength(1);
    expect(told).toEqual([]);
  });
});

it('an error that is an answer is not asked for again', async () => {
  const ask = vi.fn<() => Promise<never>>().mockRejectedValue(new Error('no'));
  const patiently = createPatience({ seconds: 30, wasThere: true });
  await expect(ended(patiently({ method: 'GET', signal: undefined }, ask))).rejects.toThrow('no');
  expect(ask).toHaveBeenCalledTimes(1);
});
