import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import type { Event } from '@tuskar/contract/event.ts';
import { eventRoutes } from '@tuskar/contract/event.ts';
import { inputParser } from '@tuskar/contract/request.ts';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Actor } from '../../access/actor.ts';
import type { Authenticator } from '../../access/authenticator.ts';
import type { EventBus } from '../events/event-bus.ts';
import type { Logger } from '../log/logger.ts';
import { credentialsOf } from './credentials.ts';
import { type EventFilter, mayHear, wants } from './event-access.ts';

export type EventStreamDeps = {
  events: Pick<EventBus, 'subscribe'>;
  authenticator: Authenticator;
  log: Logger;
  /** Shows proxies and readers that the stream lives, and looks whether its reader may still read. By default 15. */
  heartbeatSeconds?: number;
  /** A reader that takes nothing for this long is let go; it comes back with Last-Event-ID. By default 60. */
  stalledSeconds?: number;
};

export type EventStreams = {
  /** Streams that are open now. */
  open: () => number;
  /** Ends them all, so that the server can close; their readers resume elsewhere or later. */
  close: () => void;
};

const name = 'event.stream';
const definition = eventRoutes[name];
const parse = inputParser(definition);

/** GET /v1/events: https://html.spec.whatwg.org/multipage/server-sent-events.html */
export function registerEventStream(app: FastifyInstance, deps: EventStreamDeps): EventStreams {
  const streams = new Set<AbortController>();

  app.get(definition.path, { config: { route: { name, definition } } }, async (request, reply) => {
    const { query } = parse({ params: {}, query: request.query, body: undefined });
    const { lastEventId, ...filter } = query as EventFilter & { lastEventId: string | undefined };
    const header = request.headers['last-event-id'];
    const after = typeof header === 'string' ? header : lastEventId;
    const ending = new AbortController();
    reply.hijack();
    streams.add(ending);
    reply.raw.once('close', () => ending.abort());
    try {
      reply.raw.writeHead(200, {
        ...(reply.getHeaders() as Record<string, string>),
        'content-type': 'text/event-stream',
        'cache-control': 'no-store',
        'x-accel-buffering': 'no',
      });
      await stream(request, reply.raw, ending, {
        deps,
        filter: { subject: filter.subject, type: filter.type },
        ...(after === undefined ? {} : { after }),
      });
    } catch (error) {
      if (!ending.signal.aborted) deps.log.warn({ err: error, request: request.id }, 'event stream broke');
    } finally {
      streams.delete(ending);
      end(reply.raw);
    }
  });

  return {
    open: () => streams.size,
    close: () => {
      for (const ending of streams) ending.abort();
    },
  };
}

type Following = { deps: EventStreamDeps; filter: EventFilter; after?: string };

async function stream(
  request: FastifyRequest,
  response: ServerResponse,
  ending: AbortController,
  { deps, filter, ...from }: Following,
): Promise<void> {
  const { signal } = ending;
  let { actor } = request.state;
  response.write('retry: 1000\n\n');
  const checkReader = async (): Promise<void> => {
    const now = await stillMay(request, deps.authenticator);
    if (now === undefined) ending.abort();
    else actor = now;
  };
  const heartbeat = setInterval(
    () => {
      response.write(': alive\n\n');
      checkReader().catch((error: unknown) =>
        deps.log.warn({ err: error }, 'reader of the event stream could not be checked'),
      );
    },
    (deps.heartbeatSeconds ?? 15) * 1000,
  );
  try {
    for await (const event of deps.events.subscribe({ ...from, signal })) {
      if (!mayHear(actor, event) || !wants(filter, event)) continue;
      if (!response.write(frame(event))) await drained(response, signal, deps.stalledSeconds ?? 60);
    }
  } finally {
    clearInterval(heartbeat);
  }
}

/** A session ends, a role changes, while a stream is open for days. */
async function stillMay(request: FastifyRequest, authenticator: Authenticator): Promise<Actor | undefined> {
  const credentials = credentialsOf(request);
  return credentials === undefined ? undefined : authenticator.authenticate(credentials);
}

/** Waits until the reader has taken what was written: the rest stays in the database meanwhile, not in memory. */
async function drained(response: ServerResponse, signal: AbortSignal, seconds: number): Promise<void> {
  await once(response, 'drain', { signal: AbortSignal.any([signal, AbortSignal.timeout(seconds * 1000)]) });
}

/** What a reader does not take can never be written to its end. */
function end(response: ServerResponse): void {
  if (response.writableNeedDrain) response.destroy();
  else response.end();
}

function frame(event: Event): string {
  return `id: ${event.id}\nevent: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`;
}
