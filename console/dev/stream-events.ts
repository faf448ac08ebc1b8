import type { ServerResponse } from 'node:http';
import type { FakeSession } from './sessions.ts';

/** The event stream as the server writes it: what was missed first, then what happens. */
export function streamEvents(
  response: ServerResponse,
  { world }: FakeSession,
  { lastEventId }: { lastEventId?: string },
): void {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  response.write('retry: 1000\n\n');
  const write = (event: { id: string; type: string }) =>
    response.write(`id: ${event.id}\nevent: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`);
  if (lastEventId !== undefined) {
    for (const event of world.events.filter(({ id }) => Number(id) > Number(lastEventId))) write(event);
  }
  const listener = { write, end: () => response.destroy() };
  world.listeners.add(listener);
  response.on('close', () => world.listeners.delete(listener));
}
