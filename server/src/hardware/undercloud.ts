import { isTuskarError, TuskarError } from '@tuskar/contract/error.ts';
import type { Undercloud, UndercloudInput, UndercloudReport } from '@tuskar/contract/undercloud.ts';
import type { Db } from '../platform/database/connect.ts';
import type { EventBus } from '../platform/events/event-bus.ts';
import type { Secrets } from '../security/secrets.ts';
import type { AgentFiles, AgentImages } from './agent-image.ts';
import type { IronicCredentials } from './ironic/authentication.ts';
import { createIronic, type Ironic, type IronicTarget } from './ironic/create-ironic.ts';
import {
  countRegisteredMachines,
  deleteUndercloud,
  findUndercloud,
  replaceUndercloud,
  updateUndercloud,
} from './undercloud-store.ts';
import { describeAgent } from './undercloud-agent.ts';
import type { UndercloudRow } from './undercloud-tables.ts';

/** How the service of a cloud is reached: the URL of its API, and the name of the secret that is its password. */
export type ManagedUndercloud = {
  cloud: string;
  host: string;
  url: string;
  user: string;
  passwordSecret: string;
};

/** The clouds, as this room needs them. */
export type ManagedUnderclouds = {
  /** Undefined where the cloud has none that is deployed. */
  find: (cloud: string) => Promise<ManagedUndercloud | undefined>;
  /** The deployed clouds that have one. */
  list: () => Promise<string[]>;
};

export type UndercloudDeps = {
  db: Db;
  events: EventBus;
  secrets: Pick<Secrets, 'put' | 'read' | 'newest' | 'versions' | 'forget' | 'authority'>;
  managed: ManagedUnderclouds;
  images: Pick<AgentImages, 'newest' | 'idOf'>;
  /** For tests: another way to reach a service. */
  connect?: (target: IronicTarget) => Promise<Ironic>;
};

export type Underclouds = ReturnType<typeof createUnderclouds>;

/** Another process may have connected another service by then. */
const recentMs = 250;

const passwordName = 'undercloud/password';

type Access = Omit<
  UndercloudRow,
  | 'state'
  | 'state_reason'
  | 'state_since'
  | 'report'
  | 'checked_at'
  | 'created_at'
  | 'agent'
  | 'agent_seen_at'
>;

/** The use cases of the bare-metal service that Tuskar uses. */
export function createUnderclouds(deps: UndercloudDeps) {
  const { db, events, secrets, managed, connect: reach = createIronic } = deps;
  let open: { key: string; ironic: Promise<Ironic> } | undefined;
  let recent: { row: Promise<UndercloudRow>; at: number } | undefined;

  async function get(): Promise<UndercloudRow> {
    const row = await findUndercloud(db);
    if (row !== undefined) return row;
    throw new TuskarError('undercloud-not-connected', 'Tuskar uses no bare-metal service yet.');
  }

  /** As it was a moment ago: hundreds of steps ask each second. */
  function lately(): Promise<UndercloudRow> {
    if (recent === undefined || performance.now() - recent.at > recentMs) {
      const asked = { row: get(), at: performance.now() };
      recent = asked;
      // That there is none is not kept.
      asked.row.catch(() => {
        if (recent === asked) recent = undefined;
      });
    }
    return recent.row;
  }

  async function targetOf(access: Access): Promise<IronicTarget> {
    return { url: access.url, ca: access.ca, credentials: await credentialsOf(access) };
  }

  async function credentialsOf(access: Access): Promise<IronicCredentials> {
    const { auth, auth_user: user, keystone, password_secret: name, password_version: version } = access;
    if (auth === 'none') return { auth };
    const password = name === null || version === null ? '' : await secrets.read({ name, version });
    if (auth === 'http-basic') return { auth, user: user ?? '', password };
    if (keystone === null) throw new TuskarError('invalid-request', 'The identity service is not named.');
    return { auth, user: user ?? '', password, keystone };
  }

  /** What was given, with its password sealed or named. */
  async function accessOf(input: UndercloudInput): Promise<Access> {
    const name = 'undercloud' as const;
    if (input.kind === 'managed') {
      if (input.cloud === undefined) throw new TuskarError('invalid-request', 'The cloud is not named.');
      return { name, ...(await managedAccess(input.cloud)) };
    }
    const { url, auth, user = null, password, keystone, ca = null } = input;
    if (url === undefined) throw new TuskarError('invalid-request', 'The URL of the service is not given.');
    if (auth !== 'none' && (user === null || password === undefined)) {
      throw new TuskarError('invalid-request', `With '${auth}' a user and a password are needed.`);
    }
    if (auth === 'keystone' && keystone === undefined) {
      throw new TuskarError('invalid-request', "With 'keystone' the identity service has to be named.");
    }
    const version =
      password === undefined ? null : await secrets.put({ name: passwordName, value: password });
    return {
      name,
      kind: 'external',
      cloud: null,
      url,
      auth,
      auth_user: user,
      keystone: keystone ?? null,
      password_secret: version === null ? null : passwordName,
      password_version: version,
      ca,
    };
  }

  async function managedAccess(cloud: string): Promise<Omit<Access, 'name'>> {
    const found = await managed.find(cloud);
    if (found === undefined) {
      throw new TuskarError(
        'cloud-not-deployed',
        `The cloud ${cloud} has no host with the role undercloud that is deployed.`,
        { remedy: 'Give a host the role in its intent, and apply that.', context: { cloud } },
      );
    }
    const versions = await secrets.versions(found.passwordSecret);
    return {
      kind: 'managed',
      cloud,
      url: found.url,
      auth: 'http-basic',
      auth_user: found.user,
      keystone: null,
      password_secret: found.passwordSecret,
      password_version: versions.get(found.passwordSecret) ?? 1,
      ca: (await secrets.authority()).certificate,
    };
  }

  async function shown(row: UndercloudRow): Promise<Undercloud> {
    return { ...toUndercloud(row), agent: await describeAgent(row, deps.images) };
  }

  async function tell(handle: Db, row: UndercloudRow): Promise<void> {
    await events.append(handle, {
      type: 'undercloud.changed',
      subject: { type: 'undercloud', name: 'undercloud' },
      data: await shown(row),
    });
  }

  async function ask(access: Access): Promise<UndercloudReport> {
    const ironic = await reach(await targetOf(access));
    ironic.close();
    return ironic.report;
  }

  async function connect(input: UndercloudInput): Promise<Undercloud> {
    const before = await findUndercloud(db);
    const access = await accessOf(input);
    if (before !== undefined && before.url !== access.url) await refuseWhileUsed(before);
    const report = await ask(access);
    const connected = await db.transaction().execute(async (tx) => {
      const row = await replaceUndercloud(tx, {
        ...access,
        keystone: access.keystone === null ? null : JSON.stringify(access.keystone),
        state: 'connected',
        state_reason: null,
        report: JSON.stringify(report),
        checked_at: new Date(),
        ...(before?.url === access.url ? {} : { agent: null, agent_seen_at: null }),
      });
      await tell(tx, row);
      return await shown(row);
    });
    recent = undefined;
    return connected;
  }

  /** Machines are known there by their ids: with another service they would be lost. */
  async function refuseWhileUsed(row: UndercloudRow): Promise<void> {
    const machines = await countRegisteredMachines(db);
    if (machines === 0) return;
    throw new TuskarError('undercloud-in-use', `${machines} machines are registered with ${row.url}.`, {
      context: { machines },
    });
  }

  /** Looks at the service, and keeps its state true; with the service, where it answers. */
  async function check(): Promise<{ row: UndercloudRow; ironic: Ironic | undefined }> {
    const row = await get();
    const access = row.kind === 'managed' ? await followManaged(row) : row;
    try {
      // On a way of its own: the open one may have been fine for hours, and work goes on over it.
      const report = await ask(access);
      return {
        row: await keep(access, { state: 'connected', reason: null, report }),
        ironic: await connection(access),
      };
    } catch (error) {
      if (!isTuskarError(error)) throw error;
      const state = error.retryable ? 'unreachable' : 'refused';
      return { row: await keep(access, { state, reason: error.message, report: null }), ironic: undefined };
    }
  }

  /** A cloud that was applied again can have another password, or be at another address. */
  async function followManaged(row: UndercloudRow): Promise<UndercloudRow> {
    const now = await managedAccess(row.cloud ?? '').catch(() => undefined);
    if (now === undefined) return row;
    return { ...row, ...now };
  }

  async function keep(
    access: UndercloudRow,
    seen: { state: UndercloudRow['state']; reason: string | null; report: UndercloudReport | null },
  ): Promise<UndercloudRow> {
    const { url, password_version, ca } = access;
    return await db.transaction().execute(async (tx) => {
      const before = await findUndercloud(tx);
      if (before === undefined) return access;
      const moved = before.state !== seen.state;
      const row = await updateUndercloud(tx, {
        url,
        password_version,
        ca,
        state: seen.state,
        state_reason: seen.reason,
        ...(moved ? { state_since: new Date() } : {}),
        ...(seen.report === null ? {} : { report: JSON.stringify(seen.report), checked_at: new Date() }),
      });
      if (row === undefined) return access;
      if (moved || before.state_reason !== seen.reason) await tell(tx, row);
      return row;
    });
  }

  /** The connection that is open, or a new one where what is needed for it has changed, or it failed. */
  async function connection(access: Access): Promise<Ironic> {
    const { url, auth, auth_user, password_secret, password_version, ca, keystone } = access;
    const key = JSON.stringify([url, auth, auth_user, password_secret, password_version, ca, keystone]);
    if (open?.key === key) return await open.ironic;
    closeOpen();
    const made = { key, ironic: targetOf(access).then(reach) };
    open = made;
    made.ironic.catch(() => {
      if (open === made) open = undefined;
    });
    return await made.ironic;
  }

  /** The host of the service, where Tuskar has converged it. @throws undercloud-not-managed */
  async function managedHost(): Promise<string> {
    const row = await get();
    const found = row.cloud === null ? undefined : await managed.find(row.cloud);
    if (found !== undefined) return found.host;
    throw new TuskarError('undercloud-not-managed', `Tuskar did not converge the service at ${row.url}.`);
  }

  /** Keeps which agent its host has; null: none. */
  async function sawAgent(agent: AgentFiles | null): Promise<void> {
    await db.transaction().execute(async (tx) => {
      const before = await findUndercloud(tx);
      const row = await updateUndercloud(tx, {
        agent: agent === null ? null : JSON.stringify(agent),
        agent_seen_at: new Date(),
      });
      if (before === undefined || row === undefined) return;
      const { agent: known, agent_seen_at: seen } = before;
      const same = known?.kernel === agent?.kernel && known?.initramfs === agent?.initramfs;
      if (!same || seen === null) await tell(tx, row);
    });
  }

  function closeOpen(): void {
    open?.ironic.then((ironic) => ironic.close()).catch(() => undefined);
    open = undefined;
  }

  return {
    show: async (): Promise<Undercloud> => await shown(await get()),
    find: () => findUndercloud(db),
    test: async (input: UndercloudInput): Promise<UndercloudReport> => await ask(await accessOf(input)),
    connect,
    check,
    /** @throws undercloud-not-connected; what a connection can end in */
    ironic: async (): Promise<Ironic> => await connection(await lately()),
    managedHost,
    sawAgent,
    /** Which agent is brought where. @throws undercloud-not-managed, agent-image-missing */
    toEquip: async (): Promise<{ host: string; image: string }> => {
      const host = await managedHost();
      const image = await deps.images.newest();
      if (image === null)
        throw new TuskarError('agent-image-missing', 'No image of the agent was built yet.');
      return { host, image: image.id };
    },
    disconnect: async (): Promise<void> => {
      const row = await get();
      await refuseWhileUsed(row);
      closeOpen();
      await deleteUndercloud(db);
      recent = undefined;
      await secrets.forget(passwordName);
    },
    close: closeOpen,
  };
}

function toUndercloud(row: UndercloudRow): Omit<Undercloud, 'agent'> {
  return {
    kind: row.kind,
    cloud: row.cloud,
    url: row.url,
    auth: row.auth,
    user: row.auth_user,
    keystone: row.keystone,
    state: row.state,
    stateReason: row.state_reason,
    stateSince: row.state_since.toISOString(),
    report: row.report,
    checkedAt: row.checked_at?.toISOString() ?? null,
  };
}
