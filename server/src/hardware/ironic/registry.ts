import { isTuskarError, TuskarError } from '@tuskar/contract/error.ts';
import type {
  Node,
  NodeChange,
  NodeDefinition,
  NodeGlance,
  NodePort,
  NodeQuery,
  NodeRegistry,
} from '../bare-metal.ts';
import { enabledInterfaces } from './capabilities.ts';
import {
  besideOthers,
  bmcSettings,
  hardwareType,
  networkBoot,
  preferredInterfaces,
} from './driver-settings.ts';
import { setMaintenance } from './maintenance.ts';
import { toGlance, toNode } from './node.ts';
import { nodePath } from './node-path.ts';
import { provisionRule } from '../provision-states.ts';
import { type Driver, Node as IronicNode, Nodes, Ports, Validation } from './schema.ts';
import type { IronicSession } from './session.ts';

type Patch = { op: 'add' | 'remove'; path: string; value?: unknown }[];

const glanceFields = [
  'uuid',
  'name',
  'provision_state',
  'target_provision_state',
  'provision_updated_at',
  'power_state',
  'maintenance',
  'maintenance_reason',
  'fault',
  'last_error',
  'clean_step',
  'deploy_step',
  'reservation',
  'retired',
  'protected',
  'driver',
];

export function ironicRegistry(session: IronicSession, { drivers }: { drivers: Driver[] }): NodeRegistry {
  const minor = Number(session.microversion.split('.')[1]);
  const interfacesOf = (type: string) => preferredInterfaces(drivers.find(({ name }) => name === type));

  const read = (id: string) => session.ask({ method: 'GET', path: nodePath(id) }, IronicNode);
  const show = async (id: string): Promise<Node> => toNode(await read(id));

  async function patch(id: string, body: Patch): Promise<Node> {
    if (body.length === 0) return await show(id);
    // Interfaces of the driver before would be refused with the new one.
    const reset = body.some(({ path }) => path === '/driver') ? '?reset_interfaces=true' : '';
    return toNode(await session.ask({ method: 'PATCH', path: nodePath(id, reset), body }, IronicNode));
  }

  async function enrol(definition: NodeDefinition): Promise<Node> {
    const { id, name, bmc, driverSettings = {} } = definition;
    const driver = hardwareType(bmc);
    if (!drivers.some((one) => one.name === driver)) {
      throw new TuskarError(
        'bare-metal-incapable',
        `The bare-metal service has no driver '${driver}' for ${name}, whose BMC speaks ${bmc.protocol}.`,
        { remedy: `Add '${driver}' to enabled_hardware_types of the bare-metal service.` },
      );
    }
    const settings = { ...bmcSettings(bmc), ...driverSettings };
    const body = { uuid: id, name, driver, driver_info: settings, ...interfacesOf(driver) };
    const node = await session
      .ask({ method: 'POST', path: '/v1/nodes', body }, IronicNode)
      .then(toNode)
      .catch(async (error: unknown) => {
        if (!isTuskarError(error, 'bare-metal-refused') || error.context.status !== 409) throw error;
        return await takeUp(definition, { driver, settings, refused: error });
      });
    await addPorts(id, definition.macs);
    return node;
  }

  /** The node is there: made equal the definition, unless another one only has its name. */
  async function takeUp(
    { id, name }: NodeDefinition,
    {
      driver,
      settings,
      refused,
    }: { driver: string; settings: Record<string, unknown>; refused: TuskarError },
  ): Promise<Node> {
    const there = await show(id).catch((error: unknown) => {
      throw isTuskarError(error, 'node-not-found') ? refused : error;
    });
    return await patch(id, [
      ...(there.name === name ? [] : [{ op: 'add' as const, path: '/name', value: name }]),
      ...(there.driver === driver
        ? []
        : fields({ driver, ...interfacesOf(driver) }).map((one) => ({ ...one, op: 'add' as const }))),
      ...entries('driver_info', besideOthers(settings, there.driverSettings), there.driverSettings),
    ]);
  }

  async function ports(id: string): Promise<NodePort[]> {
    const path = nodePath(id, '/ports?fields=uuid,address,pxe_enabled');
    const answer = await session.ask({ method: 'GET', path }, Ports);
    return answer.ports.map((port) => ({ id: port.uuid, mac: port.address, pxe: port.pxe_enabled }));
  }

  async function addPorts(id: string, macs: string[]): Promise<void> {
    if (macs.length === 0) return;
    const there = new Set((await ports(id)).map(({ mac }) => mac.toLowerCase()));
    for (const mac of macs.filter((one) => !there.has(one.toLowerCase()))) {
      await session.tell({ method: 'POST', path: '/v1/ports', body: { node_uuid: id, address: mac } });
    }
  }

  /** One that is gone is removed. @throws node-state, node-locked */
  async function remove(id: string): Promise<void> {
    await session.tell({ method: 'DELETE', path: nodePath(id) }).catch((error: unknown) => {
      if (isTuskarError(error, 'node-not-found')) return;
      throw asNodeState(error);
    });
  }

  async function update(id: string, change: NodeChange): Promise<Node> {
    const node = await read(id);
    const there = toNode(node);
    const driver = change.bmc === undefined ? there.driver : hardwareType(change.bmc);
    const isOther = driver !== null && driver !== there.driver;
    const boot =
      change.boot === undefined
        ? isOther && keptBoot(node, driver)
        : { boot_interface: bootInterface(driver, change.boot) };
    const settings = {
      ...(change.bmc === undefined ? {} : bmcSettings(change.bmc)),
      ...change.driverSettings,
    };
    return await patch(id, [
      ...(change.name === undefined ? [] : fields({ name: change.name })),
      ...fields({ ...(isOther && { driver, ...interfacesOf(driver) }), ...boot }),
      ...entries('driver_info', besideOthers(settings, there.driverSettings), there.driverSettings),
      ...entries('instance_info', change.instance, there.instance),
      ...entries('properties', change.properties, there.properties),
      ...mark('retired', change.retired),
      ...mark('protected', change.protected),
    ]);
  }

  const bootInterfaces = (type: string | null): string[] => {
    const driver = drivers.find(({ name }) => name === type);
    return driver === undefined ? [] : enabledInterfaces(driver, 'boot');
  };

  /** How a machine boots over the network that does so already: another driver does not change what it can. */
  function keptBoot({ boot_interface: name }: IronicNode, type: string): { boot_interface?: string } {
    const isNetwork = name !== null && Object.values(networkBoot).flat().includes(name);
    return isNetwork && bootInterfaces(type).includes(name) ? { boot_interface: name } : {};
  }

  function bootInterface(type: string | null, boot: 'pxe' | 'http'): string {
    const enabled = bootInterfaces(type);
    const name = networkBoot[boot].find((one) => enabled.includes(one));
    if (name !== undefined) return name;
    throw new TuskarError(
      'bare-metal-incapable',
      'The BMC takes no virtual media, and the bare-metal service boots no machine over the network.',
      {
        remedy:
          "Set 'pxe: true' under networks.provisioning of the undercloud's intent, or add 'pxe' to enabled_boot_interfaces.",
      },
    );
  }

  async function list({ provisionState, signal }: NodeQuery = {}): Promise<NodeGlance[]> {
    const all: NodeGlance[] = [];
    const children = minor >= 83 ? '&include_children=true' : '';
    const service = minor >= 87 ? ',service_step' : '';
    const only = provisionState === undefined ? '' : `&provision_state=${encodeURIComponent(provisionState)}`;
    for (let marker: string | undefined; ;) {
      const from = marker === undefined ? '' : `&marker=${marker}`;
      const path = `/v1/nodes?fields=${glanceFields.join(',')}${service}${children}&sort_key=id${only}${from}`;
      const page = await session.ask({ method: 'GET', path, signal }, Nodes);
      all.push(...page.nodes.map(toGlance));
      const last = page.nodes.at(-1)?.uuid;
      // A page that does not go on would be asked for without end.
      if (page.next === null || last === undefined || last === marker) return all;
      marker = last;
    }
  }

  return {
    enrol,
    update,
    show,
    list,
    ports,
    forget: async (id) => {
      try {
        await remove(id);
      } catch (error) {
        if (!isTuskarError(error, 'node-state')) throw error;
        if (provisionRule((await show(id)).provisionState).kind !== 'failed') throw error;
        // After work that failed or was ended, a node is let go only out of maintenance.
        await setMaintenance(session, id, { reason: 'Tuskar forgets it.' });
        await remove(id);
      }
    },
    validate: async (id) => {
      const answer = await session.ask({ method: 'GET', path: nodePath(id, '/validate') }, Validation);
      return Object.fromEntries(
        Object.entries(answer).map(([name, { result, reason }]) => [
          name,
          result === false ? (reason ?? 'it gives no reason') : null,
        ]),
      );
    },
  };
}

/** What is deployed, or runs, stands in the way of being deleted: Ironic calls that a conflict. */
function asNodeState(error: unknown): unknown {
  return isTuskarError(error, 'bare-metal-refused') && error.context.status === 409
    ? new TuskarError('node-state', error.message, { context: error.context, cause: error })
    : error;
}

function fields(values: Record<string, unknown>): Patch {
  return Object.entries(values).map(([name, value]) => ({ op: 'add', path: `/${name}`, value }));
}

/** Entries of a map of the node: null takes one away, if it is there. */
function entries(
  map: string,
  wanted: Record<string, unknown> | undefined,
  there: Record<string, unknown>,
): Patch {
  return Object.entries(wanted ?? {}).flatMap(([key, value]): Patch => {
    const path = `/${map}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    if (value !== null) return [{ op: 'add', path, value }];
    return key in there ? [{ op: 'remove', path }] : [];
  });
}

function mark(name: 'retired' | 'protected', wanted: { reason: string } | null | undefined): Patch {
  if (wanted === undefined) return [];
  if (wanted === null) return fields({ [name]: false });
  return fields({ [name]: true, [`${name}_reason`]: wanted.reason });
}
