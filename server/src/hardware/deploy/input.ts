import type { DeployNetwork, RootDiskChoice } from '@tuskar/contract/machine-deploy.ts';

/** Everything is decided before the operation begins: what was shown is what is done. */
export type MachineDeployInput = {
  machine: string;
  hostname: string;
  image: string;
  rootDisk: RootDiskChoice['disk'];
  network: DeployNetwork;
  authorizedKeys: string[];
  /** Of a simulated machine there is no system to sign in to. */
  simulated: boolean;
};
