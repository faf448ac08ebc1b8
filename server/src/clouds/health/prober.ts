import { request } from 'node:https';
import type { HostConnector } from '../../hosts/connection.ts';
import type { HostInventory } from '../inventory.ts';
import type { HttpAnswer, Prober } from './probes.ts';

/** A web page that nobody asked for since its start takes longer than an API. */
const seconds = 20;

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function ask(url: string, { ca, signal }: { ca: string; signal: AbortSignal }): Promise<HttpAnswer> {
  return new Promise((resolve) => {
    const asked = request(url, { ca, signal, timeout: seconds * 1000, agent: false }, (answer) => {
      answer.resume();
      resolve({ status: answer.statusCode ?? 0 });
    });
    asked.on('timeout', () => asked.destroy(new Error(`no answer within ${seconds} s`)));
    asked.on('error', (error) => resolve({ error: error.message }));
    asked.end();
  });
}

/** Looks at services for real: units by ssh, one command for each host, and APIs by HTTPS. */
export function createProber(deps: { inventory: HostInventory; connector: HostConnector }): Prober {
  return {
    units: async ({ host, units, signal }) => {
      try {
        const known = await deps.inventory.find(host);
        if (known === undefined) return { error: `the host ${host} is no longer known` };
        const connection = await deps.connector.connect(known.target, { signal });
        const { stdout } = await connection.run({
          argv: ['systemctl', 'is-active', '--', ...units],
          timeoutSeconds: seconds,
          signal,
        });
        // One word a line, in the order asked; the exit code says only whether all are active.
        const states = stdout.trim().split('\n');
        return new Map(units.map((unit, index) => [unit, states[index] ?? 'unknown']));
      } catch (error) {
        return { error: reasonOf(error) };
      }
    },
    http: ({ url, caCertificate, signal }) => ask(url, { ca: caCertificate, signal }),
  };
}
