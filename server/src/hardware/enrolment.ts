import { randomUUID } from 'node:crypto';
import { TuskarError } from '@tuskar/contract/error.ts';
import type { BmcChange, MachineEnrolment } from '@tuskar/contract/machine-enrolment.ts';
import { isForgettable, machineClocks } from '@tuskar/contract/machine-states.ts';
import type { Operation } from '@tuskar/contract/operation.ts';
import type { Db, DbTransaction } from '../platform/database/connect.ts';
import type { EventBus } from '../platform/events/event-bus.ts';
import type { OperationEngine, Submission } from '../platform/operations/engine.ts';
import type { Secrets } from '../security/secrets.ts';
import { bmcOf, changedBmc } from './bmc-address.ts';
import type { BareMetalOf } from './bare-metal.ts';
import { bmcOfRow, bmcSecret, forgetBmcSecrets } from './bmc-secret.ts';
import { lockEnrolment, refuseBmcTaken, refuseTaken } from './enrolment-store.ts';
import { announceMachine, changeMachine } from './machine-transition.ts';
import { refuseHeight } from './racks/height.ts';
import { deleteMachine, getMachine, insertMachine, lockMachine, type MachineChange } from './store.ts';
import type { MachineRow } from './tables.ts';

export type EnrolmentDeps = {
  db: Db;
  events: EventBus;
  engine: OperationEngine;
  secrets: Secrets;
  bareMetalOf: BareMetalOf;
};

export type Enrolment = ReturnType<typeof createEnrolment>;

/** Bringing machines in, correcting what is known of them, and forgetting those that were a mistake. */
export function createEnrolment(deps: EnrolmentDeps) {
  const { db, events, engine, secrets, bareMetalOf } = deps;

  const enrolmentOf = (machine: string, { inspect, by }: { inspect: boolean; by: string }): Submission => ({
    kind: 'machine.enrol',
    input: { machine, inspect },
    requestedBy: by,
  });

  async function refuseHeld(name: string): Promise<void> {
    const holder = await engine.holder({ type: 'machine', name });
    if (holder === undefined) return;
    throw new TuskarError(
      'subject-busy',
      `The machine ${name} is held by the operation ${holder.id} (${holder.title}).`,
      {
        remedy: `Wait for it with: tuskar operation watch ${holder.id}`,
      },
    );
  }

  /** Seals their passwords before they are there: what nobody asks for does no harm, a machine without its own would. */
  async function sealed(given: MachineEnrolment[]): Promise<NewMachine[]> {
    const machines = given.map(newMachine);
    for (const { row, password } of machines) {
      if (password !== undefined) await secrets.put({ name: bmcSecret(row), value: password });
    }
    return machines;
  }

  async function add(tx: DbTransaction, machines: NewMachine[]): Promise<MachineRow[]> {
    await lockEnrolment(tx);
    const rows: MachineRow[] = [];
    for (const { row, identity } of machines) {
      await refuseTaken(tx, identity);
      const added = await insertMachine(tx, row);
      await announceMachine(tx, events, added);
      rows.push(added);
    }
    return rows;
  }

  /** In one transaction: no machine waits for an operation that a crash has kept from being queued. */
  async function enrolAll(given: MachineEnrolment[], submission: Submission): Promise<Operation> {
    const machines = await sealed(given);
    return await db.transaction().execute(async (tx) => {
      await add(tx, machines);
      return await engine.submit(submission, tx);
    });
  }

  return {
    /** Adds several machines or none, without registering them yet. */
    addAll: async (given: MachineEnrolment[]): Promise<MachineRow[]> => {
      const machines = await sealed(given);
      return await db.transaction().execute((tx) => add(tx, machines));
    },

    /** Adds several machines or none, together with the operation that registers them. */
    enrolAll,

    enrol: async (given: MachineEnrolment, by: string): Promise<Operation> => {
      // Better told now than by an operation that fails.
      await bareMetalOf(given.provider);
      return await enrolAll([given], enrolmentOf(given.name, { inspect: given.inspect, by }));
    },

    enrolAgain: async (name: string, options: { inspect: boolean; by: string }): Promise<Operation> => {
      const { state } = await getMachine(db, name);
      if (state !== 'enrolling') {
        throw new TuskarError('machine-state', `The machine ${name} is ${state}: it is enrolled already.`, {
          context: { machine: name, state },
        });
      }
      return await engine.submit(enrolmentOf(name, options));
    },

    update: async (name: string, change: MachineUpdate): Promise<MachineRow> => {
      const before = await getMachine(db, name);
      const set: MachineChange = {};
      if (change.note !== undefined) set.note = change.note;
      if (change.heightUnits !== undefined) set.height_units = change.heightUnits;
      if (change.bmc !== undefined) {
        await refuseHeld(name);
        Object.assign(set, await changeBmc(before, change.bmc));
      }
      return await db.transaction().execute(async (tx) => {
        if (change.heightUnits !== undefined) await refuseHeight(tx, name, change.heightUnits);
        const { labels } = await lockMachine(tx, name);
        if (change.labels !== undefined) set.labels = JSON.stringify(mergedLabels(labels, change.labels));
        return await changeMachine(tx, events, { name, set });
      });
    },

    /** @throws machine-state, subject-busy */
    forget: async (name: string): Promise<void> => {
      const row = await getMachine(db, name);
      if (!isForgettable(row)) {
        throw new TuskarError(
          'machine-state',
          `The machine ${name} is ${row.state}: it cannot be forgotten.`,
          {
            remedy: `Retire it: its disks are then erased, and its history stays.`,
            context: { machine: name, state: row.state },
          },
        );
      }
      await refuseHeld(name);
      if (row.node !== null) await (await bareMetalOf(row.provider)).registry.forget(row.node);
      await db.transaction().execute(async (tx) => {
        await deleteMachine(tx, name);
        await events.append(tx, {
          type: 'machine.forgotten',
          subject: { type: 'machine', name },
          data: { name, id: row.id },
        });
      });
      await forgetBmcSecrets(secrets, row);
    },
  };

  /** Tells the bare-metal service first, so that what Tuskar shows is what is used. */
  async function changeBmc(row: MachineRow, change: BmcChange): Promise<MachineChange> {
    const bmc = changedBmc(bmcOfRow(row), change);
    await refuseBmcTaken(db, { bmc, except: row.name });
    if (change.password !== undefined) await secrets.put({ name: bmcSecret(row), value: change.password });
    if (row.node !== null) {
      const password = (await secrets.newest(bmcSecret(row))) ?? null;
      await (await bareMetalOf(row.provider)).registry.update(row.node, { bmc: { ...bmc, password } });
    }
    return { ...bmcColumns(bmc), contact: 'unknown', contact_reason: null, contact_since: new Date() };
  }
}

export type MachineUpdate = {
  labels?: Record<string, string | null> | undefined;
  note?: string | null | undefined;
  heightUnits?: number | undefined;
  bmc?: BmcChange | undefined;
};

function mergedLabels(
  labels: Record<string, string>,
  change: Record<string, string | null>,
): Record<string, string> {
  const merged = Object.entries({ ...labels, ...change }).filter(([, value]) => value !== null);
  return Object.fromEntries(merged) as Record<string, string>;
}

function bmcColumns(bmc: ReturnType<typeof bmcOf>) {
  return {
    bmc_protocol: bmc.protocol,
    bmc_address: bmc.address,
    bmc_port: bmc.port,
    bmc_system_id: bmc.systemId,
    bmc_user: bmc.user,
    bmc_verify_ca: JSON.stringify(bmc.verifyCa),
  };
}

type NewMachine = ReturnType<typeof newMachine>;

function newMachine(given: MachineEnrolment) {
  const bmc = bmcOf(given.bmc);
  const macs = [...new Set(given.macs.map((mac) => mac.toLowerCase().replaceAll('-', ':')))];
  const serial = given.serial ?? null;
  const limit = machineClocks.enrolling.limitSeconds;
  const row = {
    name: given.name,
    // One that the bare-metal service had before keeps its own.
    id: given.node ?? randomUUID(),
    provider: given.provider,
    manufacturer: given.manufacturer ?? null,
    model: given.model ?? null,
    serial,
    macs,
    height_units: given.heightUnits,
    ...bmcColumns(bmc),
    labels: JSON.stringify(given.labels),
    note: given.note ?? null,
    state_deadline: limit === null ? null : new Date(Date.now() + limit * 1000),
  };
  return { row, identity: { name: given.name, id: row.id, bmc, macs, serial }, password: given.bmc.password };
}
