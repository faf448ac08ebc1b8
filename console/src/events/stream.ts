import type { Client } from '@tuskar/client/client.ts';
import { isTuskarError } from '@tuskar/contract/error.ts';
import { Event } from '@tuskar/contract/event.ts';
import { EventSourceParserStream } from 'eventsource-parser/stream';

export type Connection =
  | { state: 'connecting' }
  | { state: 'live' }
  /** Since when and until when, in milliseconds since the epoch. */
  | { state: 'lost'; since: number; retryAt: number };

export type StreamOptions = {
  client: Pick<Client, 'open'>;
  onEvent: (event: Event) => void;
  onConnection: (connection: Connection) => void;
  /** The stream could not go on from the last event: whatever is cached may be stale. */
  onGap: () => void;
  onSignedOut: () => void;
  signal: AbortSignal;
  /** Resolves when it is time for the next try, or earlier when the network is back. */
  pause?: (milliseconds: number, signal: AbortSignal) => Promise<void>;
};

const firstPauseMs = 1_000;
const longestPauseMs = 10_000;

/** Follows the event stream until the signal aborts, and goes on from the last event after each break. */
export async function followEvents(options: StreamOptions): Promise<void> {
  const { onConnection, signal, pause = pauseUntilOnline } = options;
  let lastEventId: string | undefined;
  let failures = 0;
  let lostSince: number | undefined;

  while (!signal.aborted) {
    try {
      const events = await openStream(options, lastEventId);
      // Without an event to go on from, what happened since the page was read is unknown.
      if (lastEventId === undefined) options.onGap();
      onConnection({ state: 'live' });
      failures = 0;
      lostSince = undefined;
      for await (const { data } of events) {
        const event = readEvent(data);
        if (event === undefined) continue;
        lastEventId = event.id;
        options.onEvent(event);
      }
    } catch (error) {
      if (signal.aborted) return;
      if (isTuskarError(error, 'not-signed-in')) return options.onSignedOut();
    }
    if (signal.aborted) return;
    const wait = Math.min(firstPauseMs * 2 ** failures, longestPauseMs);
    failures += 1;
    lostSince ??= Date.now();
    onConnection({ state: 'lost', since: lostSince, retryAt: Date.now() + wait });
    await pause(wait, signal);
  }
}

async function openStream({ client, signal }: StreamOptions, lastEventId: string | undefined) {
  const query = lastEventId === undefined ? {} : { lastEventId };
  const response = await client.open('event.stream', { query, signal }, { accept: 'text/event-stream' });
  if (response.body === null) throw new TypeError('The event stream has no body.');
  return response.body
    .pipeThrough(failingWhenSilent(silentMs))
    .pipeThrough(new TextDecoderStream())
    .pipeThrough(new EventSourceParserStream());
}

/** The server says that it lives every 15 s; a connection that says nothing for three times that is dead. */
const silentMs = 45_000;

/** Fails a stream through which nothing came for a while: a broken network closes no connection. */
function failingWhenSilent(
  milliseconds: number,
): TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return new TransformStream({
    start: (controller) => {
      timer = setTimeout(() => controller.error(new DOMException('Silent', 'TimeoutError')), milliseconds);
    },
    transform: (chunk, controller) => {
      clearTimeout(timer);
      timer = setTimeout(() => controller.error(new DOMException('Silent', 'TimeoutError')), milliseconds);
      controller.enqueue(chunk);
    },
    flush: () => clearTimeout(timer),
  });
}

function readEvent(data: string): Event | undefined {
  try {
    return Event.safeParse(JSON.parse(data)).data;
  } catch {
    return undefined;
  }
}

function pauseUntilOnline(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      removeEventListener('online', done);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    addEventListener('online', done);
    signal.addEventListener('abort', done);
  });
}
