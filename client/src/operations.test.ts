import type { OperationDetail, OperationState } from '@tuskar/contract/operation.ts';
import { describe, expect, it } from 'vitest';
import { createClient, type Transport } from './client.ts';
import { waitForOperation } from './operations.ts';

const operation: OperationDetail = {
  id: 'op-1',
  kind: 'cloud.execute',
  title: 'Deploy',
  subject: { type: 'cloud', name: 'try' },
  state: 'running',
  requestedBy: 'eve',
  reason: null,
  createdAt: '2026-11-23T00:00:00.000Z',
  startedAt: null,
  endedAt: null,
  steps: { done: 0, total: 1 },
  attempt: 1,
  waitingFor: null,
  nextAction: null,
  error: null,
  result: null,
  stepList: [],
};

/** A server with one operation, whose stream can be written to. */
function serverWith(options: { stream: 'there' | 'missing' }) {
  let state: OperationState = 'running';
  let stream: ReadableStreamDefaultController<Uint8Array> | undefined;
  let looks = 0;
  const transport: Transport = async (url, { signal }) => {
    if (!url.includes('/v1/events')) {
      looks += 1;
      return Response.json({ ...operation, state });
    }
    if (options.stream === 'missing') return new Response('', { status: 404 });
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => {
        stream = controller;
        signal?.addEventListener('abort', () => controller.error(signal.reason));
      },
    });
    return new Response(body);
  };
  return {
    client: createClient({ baseUrl: '', transport }),
    looks: () => looks,
    become: (next: OperationState) => {
      state = next;
      const { subject, createdAt: at } = operation;
      const event = { id: '7', type: 'operation.changed', at, subject, data: {} };
      stream?.enqueue(new TextEncoder().encode(`id: 7\ndata: ${JSON.stringify(event)}\n\n`));
    },
  };
}

describe('waiting for an operation', () => {
  it('ends as soon as the stream tells of its end', async () => {
    const server = serverWith({ stream: 'there' });
    const seen: string[] = [];
    const { promise: running, resolve } = Promise.withResolvers<void>();
    const waiting = waitForOperation(server.client, 'op-1', {
      onChange: ({ state }) => {
        seen.push(state);
        // Looked at once at first, and once more when the stream is there.
        if (seen.length === 2) resolve();
      },
    });
    await running;
    server.become('succeeded');
    expect((await waiting).state).toBe('succeeded');
    expect(seen).toEqual(['running', 'running', 'succeeded']);
  });

  it('ends at once where the operation has ended', async () => {
    const server = serverWith({ stream: 'missing' });
    server.become('failed');
    expect((await waitForOperation(server.client, 'op-1')).state).toBe('failed');
    expect(server.looks()).toBe(1);
  });

  it('ends when its caller no longer wants to wait', async () => {
    const server = serverWith({ stream: 'there' });
    const ending = new AbortController();
    const waiting = waitForOperation(server.client, 'op-1', {
      signal: ending.signal,
      onChange: () => ending.abort(),
    });
    await expect(waiting).rejects.toMatchObject({ name: 'AbortError' });
  });
});
