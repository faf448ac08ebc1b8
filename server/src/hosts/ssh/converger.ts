import { convergeHost } from '../converge/run.ts';
import type { HostConnector } from '../connection.ts';
import type { Converger } from '../converger.ts';

/** Converges real hosts. */
export function createSshConverger({ connector }: { connector: HostConnector }): Converger {
  return {
    async converge({ host, ...options }) {
      const connection = await connector.connect(host, { signal: options.signal });
      return convergeHost({ connection, ...options });
    },
  };
}
