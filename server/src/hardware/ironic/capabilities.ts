import { TuskarError } from '@tuskar/contract/error.ts';
import type { UndercloudReport } from '@tuskar/contract/undercloud.ts';
import { createAuthentication, type IronicCredentials } from './authentication.ts';
import { Conductors, type Driver, Drivers, Nodes, Root } from './schema.ts';
import { createIronicSession, type IronicSession } from './session.ts';
import type { HttpTransport } from './transport.ts';

/** The newest version of Ironic's API that Tuskar was made with (2025.1), and the oldest that it can work with. */
const newestMinor = 96;
const oldestMinor = 61;

/**
 * What needs a version of the API.
 * @see https://docs.openstack.org/ironic/latest/contributor/webapi-version-history.html
 */
const wanted: { minor: number; what: string; means: string }[] = [
  { minor: 63, what: 'indicators', means: 'The locate light of a machine cannot be switched.' },
  {
    minor: 69,
    what: 'deploy steps in a request',
    means: 'Machines are deployed without steps of their own.',
  },
  { minor: 78, what: 'node history', means: 'Of several failures of a machine only the last is known.' },
  {
    minor: 81,
    what: 'node inventory',
    means: 'Machines cannot be inspected, so they cannot be accepted either.',
  },
  { minor: 86, what: 'the firmware interface', means: 'Versions of firmware are known from the agent only.' },
  { minor: 87, what: 'service steps', means: 'A machine in use cannot be tested without taking it out.' },
];

const upgrade = 'Upgrade the bare-metal service.';

/** Interfaces that work is done with, by the hardware types that they matter for. */
const interfaces: { kind: string; name: string; means: string }[] = [
  {
    kind: 'inspect',
    name: 'agent',
    means: 'Machines can only be inspected by their BMC: disks and memory stay unknown.',
  },
  { kind: 'deploy', name: 'direct', means: 'Images cannot be written by the agent.' },
  { kind: 'rescue', name: 'agent', means: 'Machines cannot be booted into a rescue system.' },
];

export type IronicConnection = {
  session: IronicSession;
  drivers: Driver[];
  report: UndercloudReport;
};

/**
 * Asks the service what it is, and chooses the version of its API that all further requests are made in. What it lacks is
 * found here, and not in the middle of work.
 *
 * @throws bare-metal-incapable where it is too old to work with; and what a request can end in
 */
export async function connectIronic(options: {
  transport: HttpTransport;
  url: string;
  credentials: IronicCredentials;
}): Promise<IronicConnection> {
  const { transport, url, credentials } = options;
  const authentication = createAuthentication(transport, credentials);
  const opened = (microversion: string) =>
    createIronicSession({ transport, authentication, url, microversion });
  const { version } = await opened('1.1').ask({ method: 'GET', path: '/v1/' }, Root).catch(notIronic(url));
  const minor = Math.min(minorOf(version.version), newestMinor);
  if (!(minor >= oldestMinor)) {
    throw new TuskarError(
      'bare-metal-incapable',
      `The bare-metal service at ${url} speaks version ${version.version} of its API; 1.${oldestMinor} is needed.`,
      { remedy: `${upgrade} Ironic of the release Victoria or later has that version.` },
    );
  }
  const session = opened(`1.${minor}`);
  const [{ conductors }, { drivers }, nodes] = await Promise.all([
    session.ask({ method: 'GET', path: '/v1/conductors' }, Conductors),
    session.ask({ method: 'GET', path: '/v1/drivers?detail=true' }, Drivers),
    firstNodes(session, minor),
  ]);
  return {
    session,
    drivers,
    report: {
      microversions: { oldest: version.min_version, newest: version.version, used: session.microversion },
      conductors: conductors.map(({ hostname, alive }) => ({
        name: hostname,
        alive: alive || drivers.some((driver) => driver.hosts.includes(hostname)),
      })),
      drivers: drivers.map(({ name }) => name).sort(),
      nodes: nodes.total,
      lacks: [...lacksOfVersion(minor), ...lacksOfDrivers(drivers), ...nodes.lacks],
    },
  };
}

/** Whatever answers in JSON, or not, without being Ironic. */
function notIronic(url: string) {
  return (error: unknown): never => {
    if (
      error instanceof TuskarError &&
      (error.code === 'node-not-found' || error.code === 'bare-metal-answer')
    ) {
      throw new TuskarError('bare-metal-refused', `What answers at ${url} is no bare-metal service.`, {
        cause: error,
        remedy: 'Correct the URL: it is that of the API of Ironic, often https://<host>:6385.',
      });
    }
    throw error;
  };
}

function minorOf(version: string): number {
  const [major, minor] = version.split('.').map(Number);
  return major === 1 ? (minor ?? Number.NaN) : Number.NaN;
}

type Lack = UndercloudReport['lacks'][number];

const noConductor: Lack = {
  what: 'a conductor that is alive',
  means: 'No work on any machine begins.',
  remedy: 'Start the conductor of the bare-metal service, and read its journal.',
};

/**
 * Every change of a node by some packages of Ironic makes the node its own parent: it is then in no list, and cannot be
 * switched on. Seen with Debian's 1:29.0.5-0+deb13u3.
 */
const ownParent = (names: string[]): Lack => ({
  what: 'a correct change of nodes',
  means: `A change made these nodes their own parents, so that they cannot be switched on: ${names.slice(0, 5).join(', ')}.`,
  remedy: 'Update the package python3-ironic, then delete the nodes there and enrol the machines again.',
});

function lacksOfVersion(minor: number): Lack[] {
  return wanted
    .filter((one) => minor < one.minor)
    .map(({ what, means, minor: needed }) => ({
      what,
      means,
      remedy: `${upgrade} It needs version 1.${needed}.`,
    }));
}

function lacksOfDrivers(drivers: Driver[]): Lack[] {
  // Only drivers of conductors that are alive are listed. What is said of the conductors themselves is not to be relied
  // on: with SQLite they are all said to be dead.
  if (drivers.length === 0) return [noConductor];
  const real = drivers.filter(({ name }) => name !== 'fake-hardware' && name !== 'manual-management');
  if (real.length === 0) {
    return [
      {
        what: 'a hardware type for BMCs',
        means: 'No machine with a BMC can be enrolled.',
        remedy: "Add 'redfish' to enabled_hardware_types of the bare-metal service.",
      },
    ];
  }
  return interfaces
    .filter(({ kind, name }) => real.every((driver) => !enabledInterfaces(driver, kind).includes(name)))
    .map(({ kind, name, means }) => ({
      what: `the ${kind} interface '${name}'`,
      means,
      remedy: `Add '${name}' to enabled_${kind}_interfaces of the bare-metal service.`,
    }));
}

export function enabledInterfaces(driver: Driver, kind: string): string[] {
  const names = driver[`enabled_${kind}_interfaces`];
  return Array.isArray(names) ? names.filter((name) => typeof name === 'string') : [];
}

/** How many nodes there are, up to a page; and what is wrong with them from the outset. */
async function firstNodes(session: IronicSession, minor: number): Promise<{ total: number; lacks: Lack[] }> {
  const query = minor >= 83 ? 'fields=uuid,name,parent_node&include_children=true' : 'fields=uuid,name';
  const { nodes } = await session.ask({ method: 'GET', path: `/v1/nodes?${query}` }, Nodes);
  const strange = nodes.filter(({ uuid, parent_node }) => uuid === parent_node);
  const lacks = strange.length === 0 ? [] : [ownParent(strange.map(({ name, uuid }) => name ?? uuid))];
  return { total: nodes.length, lacks };
}
