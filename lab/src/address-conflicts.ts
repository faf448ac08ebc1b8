import { BlockList } from 'node:net';
import * as z from 'zod';
import { run } from './command.ts';
import { labRange, machineLink } from './network-plan.ts';

/** From `ip -json`: only what is looked at. */
const Addresses = z.array(
  z.object({
    ifname: z.string().default(''),
    addr_info: z.array(z.object({ local: z.string().optional() })).default([]),
  }),
);
const Routes = z.array(
  z.object({ dst: z.string(), dev: z.string().optional(), type: z.string().optional() }),
);

export type MachineAddressing = { addresses: z.infer<typeof Addresses>; routes: z.infer<typeof Routes> };

export async function machineAddressing(): Promise<MachineAddressing> {
  const parse = async (argv: string[]): Promise<unknown> => JSON.parse((await run(argv)) || '[]');
  return {
    addresses: Addresses.parse(await parse(['ip', '-json', '-4', 'address', 'show'])),
    routes: Routes.parse(await parse(['ip', '-json', '-4', 'route', 'show', 'table', 'all'])),
  };
}

/**
 * What of the machine's addresses and routes uses the lab's range, in words; ours do not count. A route so wide that it stands
 * for "everywhere else" (a default route, a VPN's two halves of the Internet) is no use of it.
 */
export function addressConflicts({ addresses, routes }: MachineAddressing): string[] {
  const ofAddresses = addresses
    .filter(({ ifname }) => ifname !== machineLink.name)
    .flatMap(({ ifname, addr_info }) =>
      addr_info.flatMap(({ local }) => (local && overlaps(local) ? [`address ${local} on ${ifname}`] : [])),
    );
  const ofRoutes = routes
    .filter(
      ({ dst, dev, type }) =>
        dev !== machineLink.name && type !== 'local' && type !== 'broadcast' && overlaps(dst),
    )
    .map(({ dst, dev, type }) => `${type ?? 'route'} ${dst}${dev ? ` on ${dev}` : ''}`);
  return [...ofAddresses, ...ofRoutes];
}

const widest = 8;

function overlaps(destination: string): boolean {
  const [address = '', length = '32'] = destination.split('/');
  if (address === 'default' || Number(length) < widest) return false;
  const [range = '', rangeLength = ''] = labRange.split('/');
  return (
    contains(labRange, address) || (Number(length) < Number(rangeLength) && contains(destination, range))
  );
}

function contains(cidr: string, address: string): boolean {
  const [network = '', length = ''] = cidr.split('/');
  const list = new BlockList();
  list.addSubnet(network, Number(length));
  return list.check(address);
}
