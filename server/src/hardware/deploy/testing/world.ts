import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { TuskarError } from '@tuskar/contract/error.ts';
import type { HostCommand, HostConnection, HostConnector } from '../../../hosts/connection.ts';
import { toHost } from '../../../hosts/host.ts';
import { findHostRow, upsertHostRow } from '../../../hosts/store.ts';
import type { Stage } from '../../../platform/operations/testing/scenario.ts';
import { randomSecrets } from '../../../security/secret-values.ts';
import { certificatesOf } from '../../erase/testing/certificates.ts';
import { createSimulatedBareMetal } from '../../simulated/create-simulated.ts';
import { insertMachine } from '../../store.ts';
import type { DeployDeps } from '../deps.ts';
import { sshKeyFile } from '../ssh-key-file.ts';

/** The system that is deployed: the host keys that it has, and who may sign in. */
export type DeployedSystem = {
  key: string;
  next?: string;
  keysMade: number;
  userData?: string;
  metaData?: Record<string, unknown>;
  /** Connections that it refuses before it answers. */
  booting: number;
  /** How often somebody has come who expected another key. */
  mistaken: number;
};

export type DeployWorld = DeployDeps & {
  system: () => DeployedSystem | undefined;
  setSystem: (system: DeployedSystem) => void;
};

const address = '198.18.48.21';
const newKey = () => sshKeyFile(randomSecrets['signing-key']()).publicKey;

/** Deploying over the simulated bare-metal service, whose nodes get a system that is a file. */
export function deployWorld({ database, directory }: Stage): DeployWorld {
  const { db, events, secrets } = certificatesOf(database, directory);
  const simulated = createSimulatedBareMetal(db, { seed: 7, pace: 0 });
  const file = join(directory, 'system.json');
  const system = () =>
    existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as DeployedSystem) : undefined;
  const setSystem = (next: DeployedSystem) => {
    writeFileSync(`${file}.new`, JSON.stringify(next));
    renameSync(`${file}.new`, file);
  };
  const bareMetal = {
    ...simulated,
    registry: {
      ...simulated.registry,
      show: async (id: string) => ({ ...(await simulated.registry.show(id)), agentAddress: address }),
    },
    work: {
      ...simulated.work,
      provision: async (...[id, request]: Parameters<typeof simulated.work.provision>) => {
        await simulated.work.provision(id, request);
        if (request.verb !== 'active') return;
        const { user_data = '', meta_data = {} } = request.configDrive ?? {};
        const key = /^echo '(ssh-ed25519 [^']+)'/m.exec(user_data)?.[1] ?? '';
        setSystem({ key, keysMade: 0, booting: 1, mistaken: 0, userData: user_data, metaData: meta_data });
      },
    },
  };
  return {
    db,
    events,
    secrets,
    bareMetalOf: async () => bareMetal,
    images: {
      choose: async () => ({
        id: 'disk-000000000001',
        hostImage: 'host-000000000001',
        virtualBytes: 8e9,
        file: { source: '/nonexistent', sha256: 'a'.repeat(64), bytes: 1000 },
      }),
    },
    imageServer: { bring: async ({ sha256 }) => `file:///srv/undercloud/files/${sha256}` },
    hosts: {
      find: async (name) => {
        const row = await findHostRow(db, name);
        return row && toHost(row);
      },
      register: async ({ name, address, hostKey, image }) => {
        const row = { name, address, host_key: hostKey, image, ssh_user: 'root', tunnel_address: null };
        await upsertHostRow(db, { ...row, source: 'machine' });
      },
      look: async () => undefined,
    },
    connector: connectorTo({ system, setSystem }),
    ownKey: 'ssh-ed25519 AAAAOWN tuskar',
    system,
    setSystem,
  };
}

function connectorTo({ system, setSystem }: Pick<DeployWorld, 'system' | 'setSystem'>): HostConnector {
  return {
    connect: async (target): Promise<HostConnection> => {
      const now = system();
      if (now === undefined || now.booting > 0) {
        if (now !== undefined) setSystem({ ...now, booting: now.booting - 1 });
        throw new TuskarError('host-unreachable', `${target.name} does not answer`);
      }
      if (now.key !== target.hostKey) {
        setSystem({ ...now, mistaken: now.mistaken + 1 });
        throw new TuskarError('host-key-changed', 'It shows another host key.');
      }
      return {
        target,
        run: async ({ argv }: HostCommand) => ({ exitCode: 0, stdout: answer(argv.join(' ')), stderr: '' }),
        close: async () => undefined,
      };
    },
    close: async () => undefined,
  };

  function answer(command: string): string {
    const now = system();
    if (now === undefined) return '';
    if (command.includes('ssh-keygen')) {
      const next = now.next ?? newKey();
      if (now.next === undefined) setSystem({ ...now, next, keysMade: now.keysMade + 1 });
      return `${next}\n`;
    }
    if (command.includes('try-restart') && now.next !== undefined) {
      const { next, ...rest } = now;
      setSystem({ ...rest, key: next });
    }
    return '';
  }
}

/** A machine that was inspected and accepted. */
export async function addReadyMachine({ db, bareMetalOf }: DeployWorld, name: string): Promise<void> {
  const { registry, work } = await bareMetalOf('simulated');
  const id = randomUUID();
  const bmc = {
    protocol: 'redfish' as const,
    address: `https://${name}.bmc`,
    port: null,
    systemId: null,
    user: 'admin',
    verifyCa: false,
  };
  await insertMachine(db, {
    name,
    id,
    provider: 'ironic',
    state: 'ready',
    bmc_protocol: 'redfish',
    bmc_address: bmc.address,
  });
  await registry.enrol({ id, name, bmc: { ...bmc, password: 'secret' }, macs: [] });
  for (const verb of ['manage', 'inspect'] as const) await work.provision(id, { verb });
}
