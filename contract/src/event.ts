import { z } from 'zod';
import { Subject, Timestamp } from './fields.ts';
import { defineRoutes } from './route.ts';

/** One change, as the stream tells it. `data` is the changed resource, without secrets. */
export const Event = z
  .object({
    /** Rises; give it back as Last-Event-ID to go on from there. */
    id: z.string(),
    /** Noun and what happened: 'operation.changed', 'operation.step', 'operation.log', 'cloud.changed', 'lab.machine.changed'. */
    type: z.string(),
    at: Timestamp,
    subject: Subject,
    data: z.unknown(),
  })
  .meta({ id: 'Event' });
export type Event = z.infer<typeof Event>;

export const eventRoutes = defineRoutes({
  'event.stream': {
    method: 'GET',
    path: '/v1/events',
    tag: 'Events',
    summary: 'Follow every change, as server-sent events',
    description:
      'Resumes after Last-Event-ID (header, or the query lastEventId). Without it the stream begins now. Each person sees only what they may read.',
    access: 'signed-in',
    query: z.object({
      lastEventId: z.string().optional(),
      subject: z.string().optional(),
      type: z.string().optional(),
    }),
    produces: 'text/event-stream',
  },
});
