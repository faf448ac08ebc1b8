import type { CompileContext, HostFacts, Phase } from './module.ts';

/** Where things are in a cloud. */

/** Tuskar's CA, as every host has it. */
export const caPath = '/etc/ssl/certs/tuskar-ca.pem';

/** The host that carries what a cloud has once: the databases, the message queue, OVN's databases, image files. */
export function dataHost(context: CompileContext): HostFacts {
  const [first] = context.withRole('controller');
  // A cloud without a controller is refused before anything is compiled.
  if (!first) throw new Error('the cloud has no controller');
  return first;
}

export function isDataHost(context: CompileContext, host: HostFacts): boolean {
  return dataHost(context).name === host.name;
}

/** Hosts through which routers reach the external network. */
export function gatewayHosts(context: CompileContext): HostFacts[] {
  const network = context.withRole('network');
  return network.length > 0 ? network : context.withRole('compute');
}

/** Where a service listens behind haproxy. */
export function listenAddress(context: CompileContext, host: HostFacts): string {
  return context.withRole('controller').length === 1 ? '127.0.0.1' : host.addresses.management;
}

export function backendPort(port: number): number {
  return port + 10_000;
}

export function publicUrl(context: CompileContext, options: { port: number; path?: string }): string {
  const port = options.port === 443 ? '' : `:${options.port}`;
  return `https://${context.publicAddress}${port}${options.path ?? ''}`;
}

export function memcachedServers(context: CompileContext): string[] {
  return context.withRole('controller').map((host) => `${host.addresses.management}:11211`);
}

/**
 * On the only host `after` says all there is to say about order, so that what comes before the identity service can
 * start beside it and not in turns.
 */
export function phaseOn(context: CompileContext, phase: Phase): Phase {
  return context.hosts.length === 1 && (phase === 'foundation' || phase === 'data') ? 'identity' : phase;
}

/** Worker processes of an API: one for every eight GiB or two processors, whichever are fewer. */
export function apiWorkers(host: HostFacts): number {
  return Math.max(1, Math.min(8, Math.floor(host.memoryMiB / 8192), Math.floor(host.cpus / 2)));
}
