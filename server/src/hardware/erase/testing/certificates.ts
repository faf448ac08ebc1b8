import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { Database } from '../../../platform/database/connect.ts';
import { createEventBus } from '../../../platform/events/create-event-bus.ts';
import { silentLogger } from '../../../platform/log/logger.ts';
import { openKeyRing } from '../../../security/key-ring.ts';
import { createSealer } from '../../../security/sealing.ts';
import { createSecrets } from '../../../security/secrets.ts';
import { createSigner } from '../../../security/signing.ts';
import { insertMachine } from '../../store.ts';
import type { MachineRow } from '../../tables.ts';
import { createCertificates } from '../certificate.ts';
import type { Erasure } from '../certificate-document.ts';
import { judgeErasure } from '../judge.ts';
import { diskErasure, knownDisk } from './erasure.ts';

/** Certificates over a database of the test, with the installation's keys in the directory. */
export function certificatesOf(database: Database, directory: string) {
  const { db } = database;
  const events = createEventBus({ database, log: silentLogger() });
  const secrets = createSecrets({ db, sealer: createSealer(openKeyRing(join(directory, 'keys'))) });
  const signer = createSigner({ db, secrets });
  return {
    db,
    events,
    secrets,
    signer,
    certificates: createCertificates({ db, events, signer, version: '1.2.3' }),
  };
}

export function erasureOf(machine: MachineRow, given: Partial<Erasure> = {}): Erasure {
  return {
    machine,
    goal: 'retired',
    operation: {
      id: `op-${randomUUID()}`,
      requestedBy: 'vera',
      reason: 'its lease ends',
      startedAt: new Date('2026-11-25T10:00:00Z'),
      endedAt: new Date('2026-11-25T10:03:00Z'),
    },
    disks: judgeErasure([knownDisk()], [diskErasure()]).disks,
    leftOut: [],
    log: 'erasing /dev/sda\nerased\n',
    ...given,
  };
}

/** A machine as it is in the middle of its erasure, or as the test says. */
export async function machineIn(
  database: Database,
  given: Partial<MachineRow> & { name: string },
): Promise<MachineRow> {
  const { name, state = 'erasing', provider = 'ironic', state_since = new Date() } = given;
  return await insertMachine(database.db, {
    name,
    id: randomUUID(),
    provider,
    state,
    state_since,
    serial: `SN-${name}`,
    bmc_protocol: 'redfish',
    bmc_address: `https://198.18.48.1/${name}`,
  });
}
