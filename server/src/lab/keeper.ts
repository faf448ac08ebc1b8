import type { KeeperClient } from '@tuskar/lab/keeper/client.ts';

/** The root process as the rooms use it. */
export type Keeper = Pick<KeeperClient, 'status' | 'up' | 'down' | 'buildImage'>;
