import type { UnclaimedNode } from '@tuskar/contract/unclaimed-node.ts';
import type { Db } from '../platform/database/connect.ts';
import type { Handlers } from '../platform/http/handler.ts';
import type { BareMetalOf } from './bare-metal.ts';
import { nodesOfMachines } from './store.ts';

type Deps = { db: Db; bareMetalOf: BareMetalOf };

export function unclaimedHandlers(deps: Deps): Pick<Handlers, 'unclaimed-node.list'> {
  return { 'unclaimed-node.list': async () => ({ items: await unclaimedNodes(deps) }) };
}

/** What the bare-metal service has that is no machine here. @throws undercloud-not-connected */
async function unclaimedNodes({ db, bareMetalOf }: Deps): Promise<UnclaimedNode[]> {
  const { registry } = await bareMetalOf('ironic');
  const [nodes, known] = await Promise.all([registry.list(), nodesOfMachines(db)]);
  return nodes
    .filter(({ id }) => !known.has(id))
    .map(({ id, name, provisionState, power }) => ({ node: id, name, provisionState, power }));
}
