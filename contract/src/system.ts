import { z } from 'zod';
import { defineRoutes } from './route.ts';

export const Health = z
  .object({
    status: z.enum(['ok', 'degraded']),
    version: z.string(),
    roles: z.array(z.enum(['api', 'worker'])),
    checks: z.array(
      z.object({ name: z.string(), status: z.enum(['ok', 'failed']), detail: z.string().nullable() }),
    ),
  })
  .meta({ id: 'Health' });
export type Health = z.infer<typeof Health>;

export const systemRoutes = defineRoutes({
  'system.health': {
    method: 'GET',
    path: '/healthz',
    tag: 'System',
    summary: 'Whether this process can do its work',
    access: 'public',
    response: Health,
  },
  'system.metrics': {
    method: 'GET',
    path: '/metrics',
    tag: 'System',
    summary: "The control plane's own metrics, in Prometheus' text format",
    access: 'signed-in',
    produces: 'text/plain',
  },
  'system.openapi': {
    method: 'GET',
    path: '/v1/openapi.json',
    tag: 'System',
    summary: 'This API as OpenAPI 3.1',
    access: 'public',
    response: z.record(z.string(), z.unknown()),
  },
});
