import { join } from 'node:path';
import { createEventBus } from '../../platform/events/create-event-bus.ts';
import { silentLogger } from '../../platform/log/logger.ts';
import type { OperationEngine } from '../../platform/operations/engine.ts';
import type { Stage } from '../../platform/operations/testing/scenario.ts';
import { openKeyRing } from '../../security/key-ring.ts';
import { createSealer } from '../../security/sealing.ts';
import { createSecrets } from '../../security/secrets.ts';
import { createDiscovery } from '../discovery.ts';
import { createEnrolment } from '../enrolment.ts';
import { pretendedService } from './enrolment-service.ts';

/** What brings machines in, over a pretended bare-metal service; all that it knows in a database and a directory. */
export function enrolmentWorld(
  { database, directory }: Stage,
  engine: Pick<OperationEngine, 'submit' | 'holder'>,
) {
  const { db } = database;
  const events = createEventBus({ database, log: silentLogger() });
  const secrets = createSecrets({ db, sealer: createSealer(openKeyRing(join(directory, 'keys'))) });
  const service = pretendedService(join(directory, 'nodes'));
  const { bareMetalOf } = service;
  const discovery = createDiscovery({ db, bareMetalOf });
  const deps = { db, events, secrets, bareMetalOf, discovery, engine: engine as OperationEngine };
  return { ...deps, service, enrolment: createEnrolment(deps) };
}

/** For worlds in which nothing is submitted. */
export const noEngine: Pick<OperationEngine, 'submit' | 'holder'> = {
  submit: () => Promise.reject(new Error('this world has no engine')),
  holder: async () => undefined,
};
