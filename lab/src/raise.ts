import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import {
  bmcDirectory,
  bmcSocket,
  type Directories,
  hostDirectory,
  imageDirectory,
  machineDirectory,
  stateFile,
} from './directories.ts';
import { removeTree } from './host/lifecycle.ts';
import type { Report } from './keeper/protocol.ts';
import { probeKvm } from './kvm.ts';
import { makeNetwork, namespacesBefore } from './network.ts';
import { preflight } from './preflight.ts';
import type { LabState } from './state/schema.ts';
import type { LabStore } from './state/store.ts';
import { sweepMachine } from './sweep.ts';
import { inotifyPlan, raiseInotify } from './sysctl.ts';

export type LabContext = { directories: Directories; store: LabStore };

/** Makes the lab's network, or what is missing of it. `intent` is recorded together with the intent to make the network. */
export async function raiseNetwork(
  { directories, store }: LabContext,
  report: Report,
  intent: (draft: LabState) => void,
): Promise<void> {
  const step = (message: string, done: number): void =>
    report({ type: 'progress', step: 'network', done, total: 2, message });
  if (store.state.network === null) {
    step('checking the machine', 0);
    await preflight(dirname(stateFile(directories)));
  }
  store.change((draft) => {
    intent(draft);
    draft.network ??= { namespaces: namespacesBefore(), inotifyInstances: inotifyPlan() };
    if (draft.phase !== 'up') draft.phase = 'starting';
  });
  step('making the networks', 1);
  try {
    raiseInotify(store.state.network?.inotifyInstances ?? null);
    await makeNetwork();
  } catch (error) {
    await sweepMachine(store.state);
    store.change(networkGone);
    throw error;
  }
  step('the networks are there', 2);
}

function networkGone(draft: LabState): void {
  draft.phase = 'down';
  draft.network = null;
  if (draft.bmcs) draft.bmcs.process = null;
  for (const host of Object.values(draft.hosts)) {
    Object.assign(host, { wanted: 'stopped', ready: false, process: null });
  }
}

/** Whether guests of the image's QEMU can have KVM on this machine; tried once a boot of the machine. */
export async function learnKvm({ directories, store }: LabContext, image: string): Promise<void> {
  if (store.state.kvm !== null && store.state.kvm.state !== 'unknown') return;
  const kvm = await probeKvm(join(imageDirectory(directories, image), 'rootfs'));
  store.change((draft) => {
    draft.kvm = kvm;
  });
}

/** Removes the lab, its hosts with their disks, and all it made on the machine; also what a crash left of it. */
export async function lowerLab({ directories, store }: LabContext, report: Report): Promise<void> {
  const step = (message: string, done: number): void =>
    report({ type: 'progress', step: 'down', done, total: 2, message });
  store.change((draft) => {
    draft.phase = 'stopping';
    for (const host of Object.values(draft.hosts)) host.wanted = 'stopped';
  });
  step('ending hosts and machines, and removing the networks', 0);
  await sweepMachine(store.state);
  step('removing the disks', 1);
  const kept = [
    dirname(hostDirectory(directories, 'any')),
    dirname(machineDirectory(directories, 0)),
    bmcDirectory(directories),
    dirname(bmcSocket(directories)),
  ];
  for (const directory of kept) if (existsSync(directory)) await removeTree(directory);
  store.reset();
  step('nothing of the lab is left', 2);
}
