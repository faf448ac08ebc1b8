import { TuskarError } from '@tuskar/contract/error.ts';

/** The rooms of the hosts and the clouds, as taking a machine out of use needs them. */
export type HostOccupancy = {
  /** What a host carries for its cloud. @throws where the cloud cannot be asked: it is then not known to be empty */
  instances: (host: string) => Promise<{ id: string; name: string }[]>;
  /** Forgets the host; one that is not known is forgotten. @throws host-in-use where it belongs to a cloud */
  release: (host: string) => Promise<void>;
};

const shown = 20;

/** @throws machine-occupied with the list of instances */
export async function requireEmpty(
  occupancy: Pick<HostOccupancy, 'instances'>,
  { machine, host }: { machine: string; host: string },
): Promise<void> {
  const instances = await occupancy.instances(host);
  if (instances.length === 0) return;
  const names = instances.slice(0, shown).map(({ id, name }) => `${name} (${id})`);
  const more = instances.length > shown ? `, and ${instances.length - shown} more` : '';
  throw new TuskarError(
    'machine-occupied',
    `The host ${host} on ${machine} carries ${instances.length} instances: ${names.join(', ')}${more}.`,
    { context: { machine, host, instances } },
  );
}
