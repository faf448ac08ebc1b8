import type { AddressInfo } from 'node:net';
import { TuskarError } from '@tuskar/contract/error.ts';
import type { FastifyInstance } from 'fastify';

export type ListenAddress = { host: string; port: number };

const reasons: Record<string, string> = {
  EADDRINUSE: 'another process listens there',
  EACCES: 'ports under 1024 are for root',
  EADDRNOTAVAIL: 'this machine does not have the address',
  ENOTFOUND: 'the name has no address',
};

/** Begins to serve; gives the URL. Error: 'cannot-listen'. */
export async function listen(app: FastifyInstance, { host, port }: ListenAddress): Promise<string> {
  try {
    await app.listen({ host, port });
  } catch (cause) {
    const { code = '', message } = cause as NodeJS.ErrnoException;
    throw new TuskarError('cannot-listen', `Cannot listen on ${host}:${port}: ${reasons[code] ?? message}.`, {
      cause,
      context: { host, port },
    });
  }
  const { port: own } = app.server.address() as AddressInfo;
  return urlAt({ host, port: own });
}

/** Where a server that listens at an address is reached from its own machine. */
export function urlAt({ host, port }: ListenAddress): string {
  const everywhere = host === '0.0.0.0' || host === '::';
  const name = everywhere ? 'localhost' : host;
  return `https://${name.includes(':') ? `[${name}]` : name}:${port}`;
}
