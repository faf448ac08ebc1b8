import { TuskarError } from '@tuskar/contract/error.ts';
import type { Db } from '../../platform/database/connect.ts';
import type { Node, NodeChange, NodeDefinition, NodeRegistry } from '../bare-metal.ts';
import { provisionRule } from '../provision-states.ts';
import { newCourse, phaseAt } from './course.ts';
import { glanceOf, nodeOf, type SimulatedNode } from './simulated-node.ts';
import {
  deleteSimulatedNode,
  findSimulatedNode,
  insertSimulatedNode,
  listSimulatedNodes,
  lockSimulatedNode,
  updateSimulatedNode,
} from './store.ts';

export function notFound(id: string): TuskarError {
  return new TuskarError('node-not-found', `There is no simulated node ${id}.`, { context: { node: id } });
}

export async function getSimulatedNode(db: Db, id: string): Promise<SimulatedNode> {
  const node = await findSimulatedNode(db, id);
  if (node === undefined) throw notFound(id);
  return node;
}

/** Changes a node while nobody else does. */
export async function changeSimulatedNode<Result>(
  db: Db,
  id: string,
  change: (tx: Db, node: SimulatedNode) => Promise<Result>,
): Promise<Result> {
  return await db.transaction().execute(async (tx) => {
    const node = await lockSimulatedNode(tx, id);
    if (node === undefined) throw notFound(id);
    return await change(tx, node);
  });
}

export function simulatedRegistry(db: Db): NodeRegistry {
  const show = async (id: string): Promise<Node> => nodeOf(await getSimulatedNode(db, id), Date.now());

  async function enrol(definition: NodeDefinition): Promise<Node> {
    const { id, name, macs } = definition;
    const course = newCourse(Date.now());
    const made = await insertSimulatedNode(db, { id, name, definition, course }).catch((error: unknown) => {
      if ((error as { code?: string }).code !== '23505') throw error;
      throw new TuskarError('bare-metal-refused', `A node with name ${name} already exists.`, {
        cause: error,
      });
    });
    if (!made) await updateSimulatedNode(db, id, { name, macs });
    return await show(id);
  }

  return {
    enrol,
    show,
    update: async (id, change) => {
      await changeSimulatedNode(db, id, async (tx, node) => {
        const flags = changedFlags(node, change);
        await updateSimulatedNode(tx, id, {
          flags,
          ...(change.name === undefined ? {} : { name: change.name }),
        });
      });
      return await show(id);
    },
    forget: async (id) => {
      const node = await findSimulatedNode(db, id);
      if (node === undefined) return;
      const { state } = phaseAt(node.course, Date.now());
      if (state === 'active' || !['rest', 'failed'].includes(provisionRule(state).kind)) {
        throw new TuskarError('node-state', `The node ${id} is '${state}': it cannot be deleted.`);
      }
      await deleteSimulatedNode(db, id);
    },
    list: async ({ provisionState } = {}) => {
      const now = Date.now();
      const all = (await listSimulatedNodes(db)).map((node) => glanceOf(node, now));
      return all.filter((node) => provisionState === undefined || node.provisionState === provisionState);
    },
    validate: async (id) => {
      await getSimulatedNode(db, id);
      return { boot: null, deploy: null, inspect: null, management: null, power: null, rescue: null };
    },
    ports: async (id) =>
      (await getSimulatedNode(db, id)).macs.map((mac) => ({ id: `${id}/${mac}`, mac, pxe: true })),
  };
}

function changedFlags({ flags }: SimulatedNode, change: NodeChange): SimulatedNode['flags'] {
  const { retired, protected: kept, driverSettings, instance, properties } = change;
  const next = {
    ...flags,
    driverSettings: changedMap(flags.driverSettings, driverSettings),
    instance: changedMap(flags.instance, instance),
    properties: changedMap(flags.properties, properties),
  };
  if (retired === null) delete next.retired;
  else if (retired !== undefined) next.retired = retired.reason;
  if (kept === null) delete next.protected;
  else if (kept !== undefined) next.protected = kept.reason;
  return next;
}

/** What is left out stays; null takes away. */
function changedMap(before: Record<string, unknown> = {}, change: Record<string, unknown> = {}) {
  return Object.fromEntries(Object.entries({ ...before, ...change }).filter(([, value]) => value !== null));
}
