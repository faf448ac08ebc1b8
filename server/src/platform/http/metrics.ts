import { systemRoutes } from '@tuskar/contract/system.ts';
import type { FastifyInstance } from 'fastify';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

export type MetricsDeps = {
  openStreams: () => number;
  /** How many operations there are in each state. */
  operations: () => Promise<{ state: string; count: number }[]>;
};

/** Times every request by route, and answers GET /metrics in Prometheus' text format. */
export function registerMetrics(app: FastifyInstance, deps: MetricsDeps): void {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  timeRequests(app, registry);
  countStreams(registry, deps);
  countOperations(registry, deps);

  const name = 'system.metrics';
  const definition = systemRoutes[name];
  app.get(definition.path, { config: { route: { name, definition } } }, async (_request, reply) =>
    reply.type(registry.contentType).send(await registry.metrics()),
  );
}

function timeRequests(app: FastifyInstance, registry: Registry): void {
  const durations = new Histogram({
    name: 'tuskar_http_request_duration_seconds',
    help: 'Seconds from the request to the end of its answer, by route',
    labelNames: ['route', 'method', 'status'],
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers: [registry],
  });
  app.addHook('onResponse', async (request, reply) => {
    const route = request.state.route?.name ?? 'other';
    if (route === 'event.stream') return;
    durations.observe(
      { route, method: request.method, status: String(reply.statusCode) },
      reply.elapsedTime / 1000,
    );
  });
}

function countStreams(registry: Registry, { openStreams }: MetricsDeps): void {
  const gauge: Gauge = new Gauge({
    name: 'tuskar_event_streams',
    help: 'Event streams that are open',
    registers: [registry],
    collect: () => gauge.set(openStreams()),
  });
}

function countOperations(registry: Registry, { operations }: MetricsDeps): void {
  const gauge: Gauge<'state'> = new Gauge({
    name: 'tuskar_operations',
    help: 'Operations by state',
    labelNames: ['state'],
    registers: [registry],
    collect: async () => {
      gauge.reset();
      for (const { state, count } of await operations()) gauge.set({ state }, count);
    },
  });
}
