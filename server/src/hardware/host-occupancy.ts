import { TuskarError } from '@tuskar/contract/error.ts';

/** The rooms of the hosts and the clouds, as taking a machine out of use needs them. */
export type HostOccupancy = {
  /** The cloud that a host belongs to, and what it is there for; null: to none, and then it carries nothing. */
  cloudOf: (host: string) => Promise<{ cloud: string; roles: string[] } | null>;
  /** What a host carries for its cloud. @throws where the cloud cannot be asked: it is then not known to be empty */
  instances: (host: string) => Promise<{ id: string; name: string }[]>;
  /** Forgets the host; one that is not known is forgotten. @throws host-in-use where it belongs to a cloud */
  release: (host: string) => Promise<void>;
};

const shown = 20;

type On = { machine: string; host: string };

/** @throws machine-occupied with the list of instances */
export async function requireEmpty(
  occupancy: Pick<HostOccupancy, 'instances'>,
  { machine, host }: On,
): Promise<void> {
  const instances = await occupancy.instances(host);
  if (instances.length > 0) throw occupied(instances, { machine, host });
}

/**
 * A host of a cloud is not taken away from it, and is asked what it carries only to say so. A cloud that does not answer
 * changes nothing in that. @throws machine-occupied with the list of instances, host-in-use
 */
export async function requireFree(occupancy: HostOccupancy, { machine, host }: On): Promise<void> {
  const member = await occupancy.cloudOf(host);
  if (member === null) return;
  const { cloud, roles } = member;
  const carried = await occupancy.instances(host).catch((error: unknown) => {
    if (!(error instanceof TuskarError)) throw error;
    return error;
  });
  if (Array.isArray(carried) && carried.length > 0) throw occupied(carried, { machine, host });
  const what = roles.length === 0 ? 'belongs to' : `is ${roles.join(' and ')} of`;
  const unknown = Array.isArray(carried) ? '' : ` What it carries is not known: ${carried.message}`;
  throw new TuskarError(
    'host-in-use',
    `The host ${host} on ${machine} ${what} the cloud ${cloud}.${unknown}`,
    {
      remedy: `Take it out of the intent of ${cloud} and apply that, or destroy the cloud; then try again.`,
      context: { machine, host, cloud, roles },
    },
  );
}

function occupied(instances: { id: string; name: string }[], { machine, host }: On): TuskarError {
  const names = instances.slice(0, shown).map(({ id, name }) => `${name} (${id})`);
  const more = instances.length > shown ? `, and ${instances.length - shown} more` : '';
  return new TuskarError(
    'machine-occupied',
    `The host ${host} on ${machine} carries ${instances.length} instances: ${names.join(', ')}${more}.`,
    { context: { machine, host, instances } },
  );
}
