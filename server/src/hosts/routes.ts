import { TuskarError } from '@tuskar/contract/error.ts';
import type { Handlers } from '../platform/http/handler.ts';
import type { OperationEngine } from '../platform/operations/engine.ts';
import type { Hosts } from './host.ts';

type HostHandlers = Pick<
  Handlers,
  'host.list' | 'host.show' | 'host.adopt' | 'host.forget' | 'host.converge'
>;

export function hostHandlers({ hosts, engine }: { hosts: Hosts; engine: OperationEngine }): HostHandlers {
  return {
    'host.list': async ({ query: { cloud, role, cursor, limit } }) => {
      const found = await hosts.list({ cloud, role, after: cursor, limit: limit + 1 });
      const items = found.slice(0, limit);
      return { items, nextCursor: found.length > limit ? (items.at(-1)?.name ?? null) : null };
    },
    'host.show': ({ params }) => hosts.show(params.name),
    'host.adopt': ({ body }) => hosts.adopt(body),
    'host.forget': async ({ params }) => {
      await hosts.forget(params.name);
    },
    'host.converge': async ({ params, body, actor }) => {
      const host = await hosts.show(params.name);
      if (host.cloud === null) {
        throw new TuskarError(
          'host-without-blueprint',
          `The host ${host.name} belongs to no cloud, so there is nothing to make it equal to.`,
        );
      }
      return await engine.submit({
        kind: 'host.converge',
        input: { host: host.name, mode: body.mode },
        requestedBy: actor.name,
      });
    },
  };
}
