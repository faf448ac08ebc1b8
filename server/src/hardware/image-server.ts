import { bringFile } from '../hosts/bring-file.ts';
import type { HostConnection } from '../hosts/connection.ts';
import type { ImageServer } from './deploy/deps.ts';

/** The undercloud's own store of files: what lies there Ironic reads by its path, and serves to the agents itself. */
export function createImageServer(options: {
  /** The undercloud's host. @throws undercloud-not-connected, undercloud-not-managed */
  hostOf: () => Promise<string>;
  connect: (host: string, signal: AbortSignal) => Promise<HostConnection>;
  directory: string;
}): ImageServer {
  const { hostOf, connect, directory } = options;
  return {
    bring: async (file, { signal, progress }) => {
      const connection = await connect(await hostOf(), signal);
      const { path } = await bringFile(connection, { file, directory, signal, progress });
      return `file://${path}`;
    },
  };
}
