import type { CompileContext, HostFacts } from '../module.ts';
import { dataHost } from '../topology.ts';

/** Guests' and routers' traffic passes through computes and network hosts. */
export function carriesDatapath(host: HostFacts): boolean {
  return host.roles.includes('compute') || host.roles.includes('network');
}

export function northbound(context: CompileContext): string {
  return `tcp:${dataHost(context).addresses.management}:6641`;
}

export function southbound(context: CompileContext): string {
  return `tcp:${dataHost(context).addresses.management}:6642`;
}
