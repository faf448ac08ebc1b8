import { randomUUID } from 'node:crypto';
import { TuskarError } from '@tuskar/contract/error.ts';
import type { Finding, FindingInput } from '@tuskar/contract/rack-audit.ts';
import type { Insertable } from 'kysely';
import type { MachineRow } from '../tables.ts';
import { announceRacks } from './announce.ts';
import type { RackDeps } from './deps.ts';
import {
  insertFindings,
  lockFinding,
  type Settlement,
  settleFinding,
  settleMoved,
  settleReservation,
} from './finding-store.ts';
import { lockMachines } from './placement-store.ts';
import { lockRacks, rackMissing } from './rack-store.ts';
import { listReservations } from './reservation-store.ts';
import type { FindingRow, FindingTable, ReservationRow } from './tables.ts';

type Walk = { rack: string; by: string };

/** Writes down what an audit of a rack found. @throws rack-not-found, invalid-request */
export async function recordFindings(
  { db, events }: RackDeps,
  { rack, by }: Walk,
  given: FindingInput[],
): Promise<Finding[]> {
  return await db.transaction().execute(async (tx) => {
    const racks = await lockRacks(tx, [rack, ...given.flatMap(({ foundRack }) => foundRack ?? [])]);
    if (!racks.has(rack)) rackMissing(rack);
    const machines = await lockMachines(
      tx,
      given.flatMap(({ machine }) => machine ?? []),
    );
    const reservations = new Map((await listReservations(tx, { racks: [rack] })).map((row) => [row.id, row]));
    const known: Known = { rack, machines, reservations, racks: new Set(racks.keys()) };
    const problems = given.flatMap((finding, index) =>
      problemsOf(finding, known).map((reason) => `findings.${index}: ${reason}`),
    );
    if (problems.length > 0) throw invalidFindings(problems);

    const rows = given.map((finding) => toRow(finding, known, by));
    const seen: Settlement = { by, reason: 'found again in a later audit' };
    const others = await settleMoved(tx, machineNames(rows), seen);
    const labels = rows.flatMap(({ reservation }) => reservation ?? []);
    await settleReservation(tx, rack, labels, seen);
    const written = await insertFindings(tx, rows);
    await announceRacks(tx, events, [rack, ...others]);
    return written.map(toFinding);
  });
}

/** @throws audit-finding-not-found */
export async function settle(
  { db, events }: RackDeps,
  { rack, id }: { rack: string; id: string },
  settlement: Settlement,
): Promise<Finding> {
  return await db.transaction().execute(async (tx) => {
    const before = await lockFinding(tx, rack, id);
    const row = before.settled_at === null ? await settleFinding(tx, id, settlement) : before;
    await announceRacks(tx, events, [rack]);
    return toFinding(row);
  });
}

type Known = {
  rack: string;
  machines: ReadonlyMap<string, MachineRow>;
  reservations: ReadonlyMap<string, ReservationRow>;
  racks: ReadonlySet<string>;
};

function problemsOf(given: FindingInput, known: Known): string[] {
  const { finding, machine, reservation, foundRack, foundUnit, serial } = given;
  const problems: string[] = [];
  const row = machine === undefined ? undefined : known.machines.get(machine);
  if (machine !== undefined && row === undefined) problems.push(`there is no machine ${machine}`);
  if (reservation !== undefined && !known.reservations.has(reservation)) {
    problems.push(`the rack ${known.rack} has no reservation ${reservation}`);
  }
  if (foundRack !== undefined && !known.racks.has(foundRack)) problems.push(`there is no rack ${foundRack}`);
  if (finding === 'unexpected') {
    if (reservation !== undefined) problems.push('a reservation of the record is not unexpected');
    if (machine === undefined && foundUnit === undefined && serial === undefined) {
      problems.push('give a machine, a foundUnit or a serial, so that it can be found again');
    }
    return problems;
  }
  if ((machine === undefined) === (reservation === undefined)) {
    problems.push('give either a machine or a reservation');
  }
  if (row !== undefined && row.rack !== known.rack) {
    problems.push(`the record does not have the machine ${machine} in this rack; it is unexpected here`);
  }
  if (finding === 'elsewhere' && foundRack === undefined && foundUnit === undefined) {
    problems.push('give the foundRack or the foundUnit');
  }
  return problems;
}

function invalidFindings(problems: string[]): TuskarError {
  return new TuskarError('invalid-request', 'The findings cannot be recorded, and none was.', {
    context: { problems },
  });
}

function toRow(given: FindingInput, { rack, machines, reservations }: Known, by: string) {
  const { finding, machine = null, reservation, foundRack, foundUnit = null, serial = null, note } = given;
  const reserved = reservations.get(reservation ?? '');
  const settled = finding === 'confirmed';
  return {
    id: randomUUID(),
    rack,
    finding,
    machine,
    reservation: reserved?.label ?? null,
    expected_unit:
      machine === null ? (reserved?.units[0] ?? null) : (machines.get(machine)?.rack_unit ?? null),
    found_rack: finding === 'elsewhere' || finding === 'unexpected' ? (foundRack ?? rack) : null,
    found_unit: foundUnit,
    serial,
    note: note ?? null,
    found_by: by,
    settled_at: settled ? new Date() : null,
    settled_by: settled ? by : null,
    settled_reason: settled ? 'as the record says' : null,
  } satisfies Insertable<FindingTable>;
}

function machineNames(rows: { machine: string | null }[]): string[] {
  return rows.flatMap(({ machine }) => machine ?? []);
}

export function toFinding(row: FindingRow): Finding {
  return {
    id: row.id,
    rack: row.rack,
    finding: row.finding,
    machine: row.machine,
    reservation: row.reservation,
    expectedUnit: row.expected_unit,
    foundRack: row.found_rack,
    foundUnit: row.found_unit,
    serial: row.serial,
    note: row.note,
    says: sentenceOf(row),
    by: row.found_by,
    at: row.found_at.toISOString(),
    settledAt: row.settled_at?.toISOString() ?? null,
    settledBy: row.settled_by,
    settledReason: row.settled_reason,
  };
}

export function sentenceOf(row: FindingRow): string {
  const what = row.machine ?? row.reservation ?? (row.serial === null ? 'something' : `serial ${row.serial}`);
  const expected =
    row.expected_unit === null ? `in ${row.rack}` : `at unit ${row.expected_unit} of ${row.rack}`;
  const found = `${row.found_rack ?? row.rack}${row.found_unit === null ? '' : ` unit ${row.found_unit}`}`;
  switch (row.finding) {
    case 'confirmed':
      return `${what} was seen ${expected}`;
    case 'missing':
      return `${what} was not found ${expected}`;
    case 'elsewhere':
      return `${what} was found in ${found} and not ${expected}`;
    case 'unexpected':
      return `${what} was found in ${found}, where the record does not have it`;
  }
}
