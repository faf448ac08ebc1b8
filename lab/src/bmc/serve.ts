import { once } from 'node:events';
import { chmodSync, mkdirSync, rmSync } from 'node:fs';
import type { AddressInfo, Server } from 'node:net';
import { dirname } from 'node:path';
import type { Logger } from 'pino';
import { simulatedNetwork } from '../simulated/fleet.ts';
import { bmcDirectory, bmcSocket, directoriesFrom } from '../directories.ts';
import { certificateIn } from './certificate.ts';
import { createControlServer } from './control.ts';
import { Fleet, type QemuBodyMaker } from './fleet.ts';
import { createRedfishServer } from './redfish/server.ts';
import { BmcStore } from './state/store.ts';

/**
 * The process of the lab's BMCs. The keeper starts it inside the lab's network namespace as an ordinary user, who owns the
 * directories of its socket and state.
 */
export async function serveBmcs(qemu: QemuBodyMaker, log: Logger): Promise<void> {
  process.umask(0o077);
  const directories = directoriesFrom(process.env);
  const state = bmcDirectory(directories);
  const socket = bmcSocket(directories);
  mkdirSync(state, { recursive: true });
  mkdirSync(dirname(socket), { recursive: true });

  const store = new BmcStore(state);
  const { port: wanted, network } = settingsFrom(process.env);
  const fleet = await Fleet.open({ store, log, qemu, network });
  let requests = 0;
  const redfish = createRedfishServer(
    {
      find: (address) => fleet.at(address),
      log,
      onAnswer: () => {
        requests += 1;
      },
    },
    await certificateIn(state),
  );
  await listening(redfish, () => redfish.listen(wanted, '0.0.0.0'));
  const { port } = redfish.address() as AddressInfo;
  const control = createControlServer({
    fleet,
    log,
    httpsPort: () => port,
    requests: () => requests,
  });
  // A dead process's; the keeper starts one at a time.
  rmSync(socket, { force: true });
  await listening(control, () => control.listen(socket));
  chmodSync(socket, 0o600);
  log.info({ port, socket, machines: fleet.added().length }, 'the BMCs serve');

  const stop = (signal: NodeJS.Signals): void => {
    log.info({ signal }, 'the BMCs stop; their machines go on');
    rmSync(socket, { force: true });
    process.exit(0);
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}

/** Where the BMCs answer: the port of each address, and where the simulated fleet's addresses begin. */
function settingsFrom(env: NodeJS.ProcessEnv): { port: number; network: string } {
  return {
    port: Number(env['TUSKAR_BMC_PORT'] ?? 443),
    network: env['TUSKAR_BMC_SIMULATED_NETWORK'] ?? simulatedNetwork,
  };
}

async function listening(server: Server, listen: () => void): Promise<void> {
  listen();
  await once(server, 'listening');
}
