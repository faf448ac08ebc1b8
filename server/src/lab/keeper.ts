import type { KeeperClient } from '@tuskar/lab/keeper/client.ts';

/** The machines of the lab beside it. */
export type MachineKeeper = Pick<
  KeeperClient,
  | 'machines'
  | 'describeMachine'
  | 'addMachines'
  | 'removeMachine'
  | 'setMachineFaults'
  | 'switchMachinePower'
  | 'machineConsole'
  | 'simulate'
>;

/** The root process as the rooms use it. */
export type Keeper = Pick<KeeperClient, 'status' | 'up' | 'down' | 'buildImage'>;
