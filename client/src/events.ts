import { isTuskarError } from '@tuskar/contract/error.ts';
import { Event } from '@tuskar/contract/event.ts';
import { createParser, type EventSourceMessage } from 'eventsource-parser';
import type { Client } from './client.ts';
import { pause } from './pause.ts';

export type FollowOptions = {
  /** Ends the following. */
  signal: AbortSignal;
  /** Go on after this event; without it the stream begins now. */
  lastEventId?: string;
  /** '<type>/<name>', or '<type>' for all of a kind. */
  subject?: string;
  /** 'operation.changed', or 'operation' for all of a noun. */
  type?: string;
  /** Told when the stream is there, and when it is lost and will be tried again. */
  onConnection?: (state: 'connected' | 'lost') => void;
};

/** The server says that it lives every 15 seconds; after three that are missing, the connection is dead. */
const silenceMs = 45_000;
const retryMs = [0, 500, 1000, 2000, 5000];

/**
 * Every change that the caller may read, in order, until the signal aborts: through lost connections, without a gap.
 * An event 'stream.reset' says that what was missed is no longer kept, so that what is shown must be read afresh.
 * Throws the server's error where it refuses.
 */
export async function* followEvents(client: Client, options: FollowOptions): AsyncGenerator<Event> {
  const { signal, onConnection } = options;
  let { lastEventId } = options;
  let failures = 0;
  while (!signal.aborted) {
    try {
      for await (const event of openStream(client, { ...options, ...(lastEventId && { lastEventId }) })) {
        failures = 0;
        lastEventId = event.id;
        yield event;
      }
    } catch (error) {
      if (isRefusal(error)) throw error;
    }
    if (signal.aborted) return;
    onConnection?.('lost');
    await pause(retryMs[Math.min(failures, retryMs.length - 1)] ?? 0, signal);
    failures += 1;
  }
}

async function* openStream(client: Client, options: FollowOptions): AsyncGenerator<Event> {
  const { subject, type, lastEventId, signal, onConnection } = options;
  const watchdog = createWatchdog(signal);
  try {
    const response = await client.open(
      'event.stream',
      { query: { subject, type }, signal: watchdog.signal },
      { accept: 'text/event-stream', ...(lastEventId === undefined ? {} : { 'last-event-id': lastEventId }) },
    );
    onConnection?.('connected');
    if (response.body !== null) yield* parse(response.body, watchdog.feed);
  } finally {
    watchdog.end();
  }
}

async function* parse(body: ReadableStream<Uint8Array>, onBytes: () => void): AsyncGenerator<Event> {
  const messages: EventSourceMessage[] = [];
  const parser = createParser({ onEvent: (message) => messages.push(message) });
  const decoder = new TextDecoder();
  const reader = body.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      onBytes();
      parser.feed(decoder.decode(value, { stream: true }));
      for (const message of messages.splice(0)) yield Event.parse(JSON.parse(message.data));
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

/** Aborts when nothing has come for too long. */
function createWatchdog(outer: AbortSignal) {
  const controller = new AbortController();
  const abort = () => controller.abort();
  let timer = setTimeout(abort, silenceMs);
  outer.addEventListener('abort', abort, { once: true });
  return {
    signal: controller.signal,
    feed: () => {
      clearTimeout(timer);
      timer = setTimeout(abort, silenceMs);
    },
    end: () => {
      clearTimeout(timer);
      outer.removeEventListener('abort', abort);
      controller.abort();
    },
  };
}

/** Whether the server has answered, and will answer the same again; a server that has trouble will recover. */
function isRefusal(error: unknown): boolean {
  return isTuskarError(error) && !error.retryable && error.status < 500;
}
