import type { RootDiskChoice } from '@tuskar/contract/machine-deploy.ts';
import type { Request } from '../api/query.ts';
import { wordsIn } from '../forms/words.ts';

export type NicValues = { mac: string; address: string; gateway: string };

export type DeployValues = {
  /** Of the disks shown, in their order. */
  disk: string;
  hostname: string;
  image: string;
  network: 'dhcp' | 'static';
  address: string;
  nics: NicValues[];
  nameServers: string;
  keys: string;
  typed: string;
};

export type ShownDisk = { disk: RootDiskChoice['disk']; reason: string; isBest: boolean };

/** The disks of a machine, the one that the rule chooses first. One without a name cannot be asked for. */
export function disksOf({ disk, reason, others }: RootDiskChoice): ShownDisk[] {
  return [{ disk, reason, isBest: true }, ...others.map((other) => ({ ...other, isBest: false }))];
}

export function toDeployment(
  values: DeployValues,
  disk: RootDiskChoice['disk'],
): NonNullable<Request<'machine.deploy'>['body']> {
  const { hostname, image, network, address, nics, nameServers, keys } = values;
  return {
    hostname,
    ...(image === '' ? {} : { image }),
    // The very disk that was shown.
    rootDisk: disk.serial === null ? { wwn: disk.wwn ?? '' } : { serial: disk.serial },
    network:
      network === 'dhcp'
        ? { kind: 'dhcp', ...(address.trim() === '' ? {} : { address: address.trim() }) }
        : {
            kind: 'static',
            nics: nics.map(({ mac, address: own, gateway }) => ({
              mac,
              address: own.trim(),
              ...(gateway.trim() === '' ? {} : { gateway: gateway.trim() }),
            })),
            nameServers: wordsIn(nameServers),
          },
    authorizedKeys: keys.split('\n').filter((key) => key.trim() !== ''),
  };
}
