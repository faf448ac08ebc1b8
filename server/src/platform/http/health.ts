import { type Health, systemRoutes } from '@tuskar/contract/system.ts';
import type { FastifyInstance } from 'fastify';

export type HealthCheck = {
  name: string;
  /** Whether this process is of no use without it. */
  needed: 'yes' | 'no';
  /** A few words on how it is; throws where it is not well. */
  check: () => Promise<string | null>;
};

export type HealthDeps = {
  version: string;
  roles: Health['roles'];
  checks: HealthCheck[];
  /** Seconds after which a check that has not answered counts as failed; by default 2. */
  timeoutSeconds?: number;
};

/** GET /healthz: 200 where this process can do its work, 503 where something it needs is not well. */
export function registerHealth(app: FastifyInstance, deps: HealthDeps): void {
  const name = 'system.health';
  const definition = systemRoutes[name];
  app.get(definition.path, { config: { route: { name, definition } } }, async (_request, reply) => {
    const results = await Promise.all(deps.checks.map((check) => run(check, deps.timeoutSeconds ?? 2)));
    const failed = results.filter(({ result }) => result.status === 'failed');
    const health: Health = {
      status: failed.length === 0 ? 'ok' : 'degraded',
      version: deps.version,
      roles: deps.roles,
      checks: results.map(({ result }) => result),
    };
    return reply.status(failed.some(({ check }) => check.needed === 'yes') ? 503 : 200).send(health);
  });
}

async function run(check: HealthCheck, timeoutSeconds: number) {
  const { name } = check;
  const timeout = Promise.withResolvers<never>();
  const timer = setTimeout(
    () => timeout.reject(new Error(`no answer within ${timeoutSeconds} seconds`)),
    timeoutSeconds * 1000,
  );
  try {
    const detail = await Promise.race([check.check(), timeout.promise]);
    return { check, result: { name, status: 'ok' as const, detail } };
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    return { check, result: { name, status: 'failed' as const, detail } };
  } finally {
    clearTimeout(timer);
  }
}
