import type { Handlers } from '../platform/http/handler.ts';
import type { Discovery } from './discovery.ts';

export function unclaimedHandlers({
  discovery,
}: {
  discovery: Pick<Discovery, 'list'>;
}): Pick<Handlers, 'unclaimed-node.list'> {
  return { 'unclaimed-node.list': async () => ({ items: await discovery.list() }) };
}
