import { TuskarError } from '@tuskar/contract/error.ts';
import type { Operation } from '@tuskar/contract/operation.ts';
import type { DeployNetwork, RootDiskChoice, RootDiskHint } from '@tuskar/contract/machine-deploy.ts';
import type { OperationEngine } from '../../platform/operations/engine.ts';
import { inspectedDisks } from '../erase/inspected-disks.ts';
import { requireAction } from '../machine-actions.ts';
import { changeMachine, moveMachine } from '../machine-transition.ts';
import { findMachineOfHost, getMachine, lockMachine } from '../store.ts';
import type { MachineRow } from '../tables.ts';
import type { DeployDeps } from './deps.ts';
import type { MachineDeployInput } from './input.ts';
import { chooseRootDisk } from './root-disk.ts';

export type DeployRequest = {
  machine: string;
  hostname: string | undefined;
  image: string | undefined;
  rootDisk: RootDiskHint;
  network: DeployNetwork;
  authorizedKeys: string[];
};

export type Deployments = ReturnType<typeof createDeployments>;

/** The use cases of putting machines to use. */
export function createDeployments(deps: DeployDeps & { engine: OperationEngine }) {
  const { db, events, engine, images, hosts } = deps;

  async function rootDisk(
    row: MachineRow,
    hint: RootDiskHint,
    minimumBytes: number,
  ): Promise<RootDiskChoice> {
    const disks = await inspectedDisks(deps, row);
    return chooseRootDisk(disks ?? [], { hint, minimumBytes });
  }

  /** Decides all that the operation needs. @throws machine-state, host-exists, root-disk-unknown */
  async function prepare(request: DeployRequest): Promise<MachineDeployInput> {
    const row = await getMachine(db, request.machine);
    requireAction(row, 'deploy');
    const { hostname = row.name, network, authorizedKeys } = request;
    if ((await hosts.find(hostname)) !== undefined)
      throw new TuskarError('host-exists', `There is a host ${hostname} already.`, {
        context: { host: hostname },
      });
    const simulated = row.provider === 'simulated';
    const image = simulated ? undefined : await images.choose(request.image);
    const { disk } = await rootDisk(row, request.rootDisk, image?.virtualBytes ?? 0);
    return {
      machine: row.name,
      hostname,
      image: image?.id ?? 'simulated',
      rootDisk: disk,
      network,
      authorizedKeys,
      simulated,
    };
  }

  return {
    /** What would be written to, with the image that would be taken now. @throws root-disk-unknown */
    rootDisk: async (machine: string, hint: RootDiskHint): Promise<RootDiskChoice> => {
      const row = await getMachine(db, machine);
      const bytes = await images.choose().then(({ virtualBytes }) => virtualBytes, noImageYet);
      return await rootDisk(row, hint, bytes);
    },

    prepare,

    deploy: async ({ requestedBy, ...wish }: DeployRequest & { requestedBy: string }): Promise<Operation> =>
      engine.submit({ kind: 'machine.deploy', input: await prepare(wish), requestedBy }),

    /** Says that a host which somebody else installed runs on a machine. Neither is touched. @throws host-exists */
    adopt: async (machine: string, { host, by }: { host: string; by: string }): Promise<MachineRow> => {
      if ((await hosts.find(host)) === undefined)
        throw new TuskarError('host-not-found', `There is no host ${host}.`, { context: { host } });
      return await db.transaction().execute(async (tx) => {
        const row = await lockMachine(tx, machine);
        const other = await findMachineOfHost(tx, host);
        if (other !== undefined && other.name !== machine)
          throw new TuskarError('host-exists', `The host ${host} runs on the machine ${other.name}.`, {
            context: { host, machine: other.name },
          });
        // Known to be in use already: only its host was not.
        if (row.state === 'in-use' && row.host === null)
          return await changeMachine(tx, events, { name: machine, set: { host } });
        const reason = `adopted by ${by} with the host ${host}`;
        return await moveMachine(tx, events, { name: machine, action: 'adopt', reason, set: { host } });
      });
    },
  };
}

function noImageYet(): number {
  return 0;
}
