import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { TuskarError } from '@tuskar/contract/error.ts';
import type { BareMetal, BareMetalOf, Node, NodeDefinition, NodeInventory } from '../bare-metal.ts';

/** A node of the pretended service; kept in a file, since several processes act in a scenario. */
export type PretendedNode = Pick<
  Node,
  'id' | 'name' | 'provisionState' | 'power' | 'lastError' | 'maintenance'
> & {
  /** null: it came by itself. */
  bmc: NodeDefinition['bmc'] | null;
  inventory?: NodeInventory;
  macs: string[];
  changes: number;
  /** How often it was enrolled. */
  enrolled: number;
};

export const rightPassword = 'correct horse';

/** A bare-metal service that registers nodes and reaches BMCs, those whose password is `rightPassword` and
 * whose system is none of number 99. */
export function pretendedService(directory: string) {
  const file = (id: string) => join(directory, `${id}.json`);
  const find = (id: string): PretendedNode | undefined => {
    try {
      return JSON.parse(readFileSync(file(id), 'utf8')) as PretendedNode;
    } catch {
      return undefined;
    }
  };
  const get = (id: string): PretendedNode => {
    const node = find(id);
    if (node === undefined) throw new TuskarError('node-not-found', `There is no node ${id}.`);
    return node;
  };
  const put = (node: PretendedNode): Node => {
    mkdirSync(directory, { recursive: true });
    writeFileSync(`${file(node.id)}.new`, JSON.stringify(node));
    renameSync(`${file(node.id)}.new`, file(node.id));
    return toNode(node);
  };
  const change = (id: string, set: Partial<PretendedNode>) => {
    const node = get(id);
    return put({ ...node, ...set, changes: node.changes + 1 });
  };
  const nodes = (): PretendedNode[] => {
    mkdirSync(directory, { recursive: true });
    return readdirSync(directory)
      .filter((name) => name.endsWith('.json'))
      .map((name) => get(name.slice(0, -5)));
  };

  const show = async (id: string) => toNode(get(id));
  const bareMetal: BareMetal = {
    glance: show,
    registry: {
      enrol: async ({ id, name, bmc, macs }) => {
        const known = find(id);
        const state = {
          provisionState: 'enroll',
          power: 'unknown',
          lastError: null,
          maintenance: false,
        } as const;
        const enrolled = (known?.enrolled ?? 0) + 1;
        return put({ ...state, changes: 0, ...known, id, name, bmc, macs, enrolled });
      },
      update: async (id, { bmc }) => change(id, bmc === undefined ? {} : { bmc }),
      forget: async (id) => rmSync(file(id), { force: true }),
      show,
      list: async ({ provisionState } = {}) =>
        nodes()
          .filter((node) => provisionState === undefined || node.provisionState === provisionState)
          .map(toNode),
      validate: async () => ({}),
      ports: async () => [],
    },
    work: {
      provision: async (id, { verb }) => {
        if (verb !== 'manage') throw new TuskarError('node-state', `The pretended service cannot '${verb}'.`);
        const { bmc } = get(id);
        if (bmc?.password === rightPassword && bmc.systemId?.endsWith('/99') !== true)
          change(id, { provisionState: 'manageable', power: 'off', lastError: null });
        else
          change(id, {
            provisionState: 'enroll',
            lastError: 'Failed to get power state for node: Redfish exception occurred. AccessError',
          });
      },
      power: async (id, target) => void change(id, { power: /off/.test(target) ? 'off' : 'on' }),
      bootDevice: async () => undefined,
      maintenance: async (id, { reason }) => void change(id, { maintenance: reason !== null }),
    },
    records: Object.assign(refusing(), {
      inventory: async (id: string) => get(id).inventory ?? null,
    }) as BareMetal['records'],
    panel: refusing() as BareMetal['panel'],
  };
  const bareMetalOf: BareMetalOf = async () => bareMetal;
  /** A machine boots unannounced, and the service makes a node of what it tells. */
  const arrive = (id: string, inventory: NodeInventory): void => {
    put({
      id,
      name: null,
      provisionState: 'enroll',
      power: 'unknown',
      lastError: null,
      maintenance: false,
      bmc: null,
      macs: [],
      changes: 0,
      enrolled: 0,
      inventory,
    });
  };
  return { bareMetalOf, nodes, arrive };
}

function toNode(node: PretendedNode): Node {
  const { id, name, provisionState, power, lastError, maintenance, changes } = node;
  return {
    id,
    name,
    provisionState,
    power,
    lastError,
    maintenance,
    targetProvisionState: null,
    provisionChangedAt: String(changes),
    maintenanceReason: null,
    fault: null,
    step: null,
    lockedBy: null,
    retired: false,
    protected: false,
    driver: null,
    properties: {},
    instance: {},
    driverSettings: {},
    agentAddress: null,
  };
}

/** A port that no enrolment uses. */
function refusing(): object {
  return new Proxy(
    {},
    {
      get: (own, call) =>
        Reflect.get(own, call) ??
        (async () => {
          throw new TuskarError('node-state', `The pretended service has no '${String(call)}'.`);
        }),
    },
  );
}
