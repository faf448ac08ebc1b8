import type { ServiceHealth } from '@tuskar/contract/cloud.ts';

export type ServiceSummary = {
  service: string;
  state: ServiceHealth['state'];
  parts: ServiceHealth[];
};

/** From what needs a person most, to what needs nobody. */
const worstFirst: ServiceHealth['state'][] = ['down', 'degraded', 'unknown', 'healthy'];

/** A service is as well as the worst of its parts on any host; unwell services come first, then by name. */
export function servicesOf(parts: ServiceHealth[]): ServiceSummary[] {
  return [...Map.groupBy(parts, ({ service }) => service)]
    .map(([service, of]) => ({ service, parts: of, state: worst(of) }))
    .sort((a, b) => rank(a.state) - rank(b.state) || a.service.localeCompare(b.service));
}

function worst(parts: ServiceHealth[]): ServiceHealth['state'] {
  return worstFirst.find((state) => parts.some((part) => part.state === state)) ?? 'unknown';
}

function rank(state: ServiceHealth['state']): number {
  return worstFirst.indexOf(state);
}

export type HealthCount = { state: ServiceHealth['state']; count: number };

/** How many services are in each state, worst first; states that none is in are left out. */
export function countByState(services: ServiceSummary[]): HealthCount[] {
  return worstFirst
    .map((state) => ({ state, count: services.filter((service) => service.state === state).length }))
    .filter(({ count }) => count > 0);
}
