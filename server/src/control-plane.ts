import { writeFile } from 'node:fs/promises';
import type { Server } from 'node:https';
import { join } from 'node:path';
import { KeeperClient } from '@tuskar/lab/keeper/client.ts';
import { createAuthenticator } from './access/create-authenticator.ts';
import { accessExpiry, auditCompletion } from './access/expiry.ts';
import { forgetFirstSignIn, keepCliToken, makeFirstAdministrator } from './access/first-start.ts';
import { accessHandlers } from './access/routes.ts';
import { createSessionKeeper } from './access/session.ts';
import { prepareDirectories } from './directories.ts';
import { healthChecks } from './health-checks.ts';
import { createDatabase, type Database } from './platform/database/connect.ts';
import { startEmbeddedPostgres } from './platform/database/embedded-postgres.ts';
import { migrate } from './platform/database/migrate.ts';
import { createEventBus } from './platform/events/create-event-bus.ts';
import { createServerCertificate } from './platform/http/certificate.ts';
import { createIdempotencyStore } from './platform/http/idempotency-store.ts';
import { listen, urlAt } from './platform/http/listen.ts';
import { createResourceLock } from './platform/http/resource-lock.ts';
import { createHttpServer } from './platform/http/server.ts';
import type { Logger } from './platform/log/logger.ts';
import { countOperations } from './platform/operations/count.ts';
import { createOperationEngine } from './platform/operations/create-engine.ts';
import { operationHandlers } from './platform/operations/routes.ts';
import { createReconcilerRunner } from './platform/reconcilers/runner.ts';
import { createRooms } from './rooms.ts';
import { createAuditTrail } from './security/create-audit-trail.ts';
import { openKeyRing } from './security/key-ring.ts';
import { auditHandlers } from './security/routes.ts';
import { createSealer } from './security/sealing.ts';
import { createSecrets } from './security/secrets.ts';
import type { Settings } from './settings.ts';
import { version } from './version.ts';

export type ControlPlane = {
  /** Where the API and the console are; undefined without the role 'api'. */
  url: string | undefined;
  stop: () => Promise<void>;
};

/** Operations of machines mostly wait for the bare-metal service; a bulk action says itself how many run at once. */
const limits = { machine: 256 };

/** Builds the adapters, joins the rooms, and serves. What was started is stopped again, last first. */
export async function startControlPlane(settings: Settings, log: Logger): Promise<ControlPlane> {
  const startedAt = performance.now();
  await using started = new AsyncDisposableStack();
  const { stateDirectory, runDirectory, roles } = settings;
  await prepareDirectories(settings);
  const keyRing = openKeyRing(join(stateDirectory, 'keys'));
  const database = await openDatabase(settings, log, started);
  const { db } = database;
  const sealer = createSealer(keyRing);
  const secrets = createSecrets({ db, sealer });
  const audit = createAuditTrail({ db, log });
  const keeper = new KeeperClient({ socketPath: join(runDirectory, 'keeper.sock') });

  const events = createEventBus({ database, log });
  await events.start();
  started.defer(() => events.stop());
  const engine = createOperationEngine({ database, events, log, roles, version, limits });
  const rooms = await createRooms({ settings, database, events, engine, keeper, secrets, log });
  started.defer(() => rooms.close());
  for (const register of rooms.registrations) register(engine);
  await engine.start();
  started.defer(() => engine.stop());

  if (roles.includes('worker')) {
    const reconcilers = createReconcilerRunner({
      database,
      log,
      reconcilers: [...rooms.reconcilers, accessExpiry({ db }), auditCompletion({ audit })],
    });
    reconcilers.start();
    started.defer(() => reconcilers.stop());
  }

  let url: string | undefined;
  if (roles.includes('api')) {
    const authority = await secrets.authority();
    await writeFile(join(stateDirectory, 'ca.pem'), authority.certificate);
    const certificate = await createServerCertificate({ authority, sans: settings.serverNames, log });
    const app = await createHttpServer({
      handlers: {
        ...accessHandlers({ db }),
        ...auditHandlers({ db }),
        ...operationHandlers({ db, engine }),
        ...rooms.handlers,
      },
      authenticator: createAuthenticator({ db }),
      sessions: createSessionKeeper({ db, onSignIn: (user) => forgetFirstSignIn(stateDirectory, user) }),
      audit,
      idempotency: createIdempotencyStore({ db, sealer }),
      lock: createResourceLock({ db }),
      events,
      health: { version, roles, checks: healthChecks({ db, keeper, roles }) },
      operations: () => countOperations(db),
      log,
      tls: certificate.tls,
      consoleDirectory: join(import.meta.dirname, '../../console/dist'),
    });
    started.defer(() => app.close());
    const renewal = certificate.keepFresh(app.server as unknown as Server);
    started.defer(() => renewal.stop());
    // First of all: whoever sees it serve may come in at once.
    await openTheDoor({ database, settings, log });
    url = await listen(app, settings.listen);
  }

  log.info(
    { url, roles, version, pid: process.pid, milliseconds: Math.round(performance.now() - startedAt) },
    'serving',
  );
  const running = started.move();
  return { url, stop: () => running.disposeAsync() };
}

async function openDatabase(
  { databaseUrl, stateDirectory, runDirectory }: Settings,
  log: Logger,
  started: AsyncDisposableStack,
): Promise<Database> {
  let url = databaseUrl;
  if (url === undefined) {
    const postgres = await startEmbeddedPostgres({ stateDirectory, runDirectory, log });
    started.defer(() => postgres.stop());
    ({ url } = postgres);
  }
  const database = createDatabase({ url, log });
  started.defer(() => database.close());
  await migrate(database, { log });
  return database;
}

/** Sees to it that somebody can sign in, and says how, once. */
async function openTheDoor(options: { database: Database; settings: Settings; log: Logger }): Promise<void> {
  const { database, settings, log } = options;
  const url = urlAt(settings.listen);
  const access = { db: database.db, stateDirectory: settings.stateDirectory };
  const first = await makeFirstAdministrator(access, url);
  await keepCliToken(access);
  if (first === undefined) return;
  log.info({ user: first.user, url }, 'made the first administrator; first-sign-in.json has the password');
  // A log keeps what it is told, so only a person at a terminal is told here.
  if (process.stdout.isTTY) {
    process.stdout.write(
      `\nSign in at ${first.url} as ${first.user} with the password ${first.password}\n\n`,
    );
  }
}
