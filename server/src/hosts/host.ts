import { TuskarError } from '@tuskar/contract/error.ts';
import type { Host } from '@tuskar/contract/host.ts';
import type { Db } from '../platform/database/connect.ts';
import type { EventBus } from '../platform/events/event-bus.ts';
import type { HostConnector, HostTarget } from './connection.ts';
import { measureHost } from './facts.ts';
import {
  deleteHostRow,
  findHostRow,
  type HostFilter,
  listHostRows,
  type NewHost,
  setHostFacts,
  setHostState,
  upsertHostRow,
} from './store.ts';
import type { HostRow } from './tables.ts';

export type Hosts = ReturnType<typeof createHosts>;

export type HostsOptions = {
  db: Db;
  events: EventBus;
  connector: HostConnector;
};

/** The use cases of hosts. */
export function createHosts({ db, events, connector }: HostsOptions) {
  async function get(name: string): Promise<HostRow> {
    const row = await findHostRow(db, name);
    if (row !== undefined) return row;
    throw new TuskarError('host-not-found', `There is no host ${name}.`, { context: { host: name } });
  }

  async function tell(handle: Db, row: HostRow): Promise<void> {
    await events.append(handle, {
      type: 'host.changed',
      subject: { type: 'host', name: row.name },
      data: toHost(row),
    });
  }

  async function register(host: NewHost): Promise<Host> {
    return await db.transaction().execute(async (transaction) => {
      const row = await upsertHostRow(transaction, host);
      await tell(transaction, row);
      return toHost(row);
    });
  }

  /** Connects to the host and reads what it is made of; its state says how that went. */
  async function look(name: string, signal?: AbortSignal): Promise<void> {
    const row = await get(name);
    try {
      const connection = await connector.connect(toTarget(row), { signal });
      await setHostFacts(db, name, await measureHost(connection, signal));
      await changeState(name, 'reachable', null);
    } catch (error) {
      if (!signal?.aborted && error instanceof TuskarError)
        await changeState(name, 'unreachable', error.message);
      throw error;
    }
  }

  async function changeState(name: string, state: Host['state'], reason: string | null): Promise<void> {
    await db.transaction().execute(async (transaction) => {
      const row = await setHostState(transaction, name, state, reason);
      if (row !== undefined) await tell(transaction, row);
    });
  }

  /** A server that somebody else installed: known at once, looked at before anybody plans with it. */
  async function adopt(given: {
    name: string;
    address: string;
    sshUser: string;
    hostKey: string;
  }): Promise<Host> {
    if ((await findHostRow(db, given.name)) !== undefined) {
      throw new TuskarError('host-exists', `There is a host ${given.name} already.`, {
        context: { host: given.name },
      });
    }
    const host_key = withoutComment(given.hostKey);
    if (host_key === undefined) {
      throw new TuskarError(
        'invalid-request',
        `What was given as the host key of ${given.name} is no public key of OpenSSH.`,
        {
          remedy:
            "Give the line of the server's /etc/ssh/ssh_host_ed25519_key.pub, read on the server itself.",
        },
      );
    }
    const { name, address, sshUser } = given;
    const row = { name, address, ssh_user: sshUser, host_key };
    const host = await register({ ...row, source: 'adopted', tunnel_address: null, image: null });
    await look(name).catch((error: unknown) => {
      if (!(error instanceof TuskarError)) throw error;
    });
    return toHost(await get(host.name));
  }

  async function forget(name: string): Promise<void> {
    const row = await get(name);
    if (row.cloud !== null) {
      throw new TuskarError('host-in-use', `The host ${name} belongs to the cloud ${row.cloud}.`, {
        remedy: `Take it out of the cloud's intent and apply that, or destroy the cloud.`,
        context: { host: name, cloud: row.cloud },
      });
    }
    await deleteHostRow(db, name);
  }

  /** The cloud that a host belongs to, and its roles there; null where it belongs to none, or is not known. */
  async function cloudOf(name: string): Promise<{ cloud: string; roles: string[] } | null> {
    const { cloud = null, roles = [] } = (await findHostRow(db, name)) ?? {};
    return cloud === null ? null : { cloud, roles };
  }

  /** A host whose machine is taken out of use; one that is not known is gone already. @throws host-in-use */
  async function release(name: string): Promise<void> {
    if ((await findHostRow(db, name)) !== undefined) await forget(name);
  }

  /** A host that no longer exists: nothing of it can be in use. */
  async function forgetGone(name: string): Promise<void> {
    await deleteHostRow(db, name);
  }

  return {
    get,
    tell,
    forgetGone,
    listLab: async (): Promise<Host[]> =>
      (await listHostRows(db, { limit: 100_000 })).map(toHost).filter(({ source }) => source === 'lab'),
    register,
    adopt,
    look,
    forget,
    release,
    cloudOf,
    list: async (filter: HostFilter): Promise<Host[]> => (await listHostRows(db, filter)).map(toHost),
    show: async (name: string): Promise<Host> => toHost(await get(name)),
  };
}

/** 'ssh-ed25519 AAAA… root@server' → 'ssh-ed25519 AAAA…'. */
function withoutComment(line: string): string | undefined {
  return /^(ssh-ed25519|ecdsa-sha2-nistp\d{3}|ssh-rsa) [A-Za-z0-9+/]+={0,2}/.exec(line.trim())?.[0];
}

export function toTarget(row: HostRow): HostTarget {
  return { name: row.name, address: row.address, sshUser: row.ssh_user, hostKey: row.host_key };
}

export function toHost(row: HostRow): Host {
  return {
    name: row.name,
    source: row.source,
    address: row.address,
    sshUser: row.ssh_user,
    hostKey: row.host_key,
    image: row.image,
    cloud: row.cloud,
    roles: row.roles,
    state: row.state,
    stateReason: row.state_reason,
    stateSince: row.state_since.toISOString(),
    convergedTo: row.converged_to,
    convergedAt: row.converged_at?.toISOString() ?? null,
    drift: row.drift,
    createdAt: row.created_at.toISOString(),
  };
}
