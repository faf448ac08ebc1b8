import { isTuskarError } from '@tuskar/contract/error.ts';
import type { Redfish } from '../redfish/client.ts';
import { membersOf } from '../redfish/systems.ts';
import type { FullReading, Health, LoggedEvent, PartFinding, PartKind } from './probe.ts';
import {
  Chassis,
  Drive,
  EnvironmentMetrics,
  LogEntries,
  LogService,
  Manager,
  MemoryModule,
  PowerReading,
  ProcessorReading,
  type Status,
  StorageReading,
  Thermal,
  type WatchedSystem,
} from './schema.ts';

const healths: Record<string, Health> = { OK: 'ok', Warning: 'warning', Critical: 'critical' };

export function healthOf(status: Status): Health | null {
  return healths[status?.HealthRollup ?? ''] ?? healths[status?.Health ?? ''] ?? null;
}

/** Reads all that the BMC has of parts, sensors and events. What it lacks is left out; that it does not answer is not. */
export async function readEverything(redfish: Redfish, system: WatchedSystem): Promise<FullReading> {
  const findings: PartFinding[] = [];
  const sensors: FullReading['sensors'] = [];
  for (const { '@odata.id': path } of system.Links?.Chassis ?? []) {
    const chassis = await ifThere(redfish.get(path, Chassis));
    const thermal = await linked(chassis?.Thermal, (to) => redfish.get(to, Thermal));
    const power = await linked(chassis?.Power, (to) => redfish.get(to, PowerReading));
    if (thermal !== undefined) readThermal(thermal, { findings, sensors });
    sensors.push(...(await readPower(redfish, { chassis, power })));
    for (const { Name, SerialNumber, Status } of power?.PowerSupplies ?? [])
      add(findings, 'power-supply-failed', partOf(Name ?? 'a power supply', SerialNumber), Status);
  }
  for (const dimm of await each(redfish, system.Memory, (to) => redfish.get(to, MemoryModule)))
    add(
      findings,
      'memory-failing',
      partOf(`DIMM ${dimm.DeviceLocator ?? dimm.Name ?? '?'}`, dimm.SerialNumber),
      dimm.Status,
    );
  for (const { Socket, Name, Status } of await each(redfish, system.Processors, (to) =>
    redfish.get(to, ProcessorReading),
  ))
    add(findings, 'processor-failing', `processor ${Socket ?? Name ?? '?'}`, Status);
  for (const storage of await each(redfish, system.Storage, (to) => redfish.get(to, StorageReading))) {
    for (const { '@odata.id': path } of storage.Drives) {
      const drive = await ifThere(redfish.get(path, Drive));
      if (drive !== undefined) readDrive(drive, findings);
    }
  }
  const health = healthOf(system.Status);
  const events = await readEvents(redfish, system);
  // Something is wrong, and no part says that it is: one that is gone says nothing, and is in the log.
  if (findings.length === 0 && (health === 'warning' || health === 'critical')) {
    const logged = events.find(({ severity }) => severity === health);
    const said = logged === undefined ? '' : `; the newest such entry of its log: ${logged.message}`;
    const reason = `its health is ${health}, and no part of it says why${said}`;
    findings.push({ kind: 'machine-unhealthy', part: null, severity: health, reason });
  }
  return { findings, sensors, events };
}

function readThermal(
  { Temperatures, Fans }: Thermal,
  { findings, sensors }: Pick<FullReading, 'findings' | 'sensors'>,
): void {
  for (const one of Temperatures) {
    const name = one.Name ?? 'a temperature';
    const [value, warning, critical] = [
      one.ReadingCelsius ?? null,
      one.UpperThresholdNonCritical ?? null,
      one.UpperThresholdCritical ?? null,
    ];
    sensors.push({ name, kind: 'temperature', value, unit: 'C', warning, critical });
    if (value === null) continue;
    const limit = critical !== null && value >= critical ? critical : warning;
    if (limit === null || value < limit) continue;
    const severity = limit === critical ? 'critical' : 'warning';
    const kind = severity === 'critical' ? 'overheating' : 'sensor-out-of-range';
    findings.push({ kind, part: name, severity, reason: `${value} °C, ${severity} from ${limit} °C` });
  }
  for (const fan of Fans) {
    const name = fan.Name ?? fan.FanName ?? 'a fan';
    const [value, least] = [fan.Reading ?? null, fan.LowerThresholdCritical ?? null];
    sensors.push({ name, kind: 'fan', value, unit: 'RPM', warning: null, critical: least });
    add(findings, 'fan-failed', name, fan.Status, value === null ? undefined : `it turns at ${value} RPM`);
  }
}

/** What the machine draws. A BMC has no limits for it: what a rack can give is Tuskar's to know. */
async function readPower(
  redfish: Redfish,
  given: { chassis: Chassis | undefined; power: PowerReading | undefined },
): Promise<FullReading['sensors']> {
  const sensor = (name: string, value: number | null) =>
    ({ name, kind: 'power', value, unit: 'W', warning: null, critical: null }) as const;
  const controls = given.power?.PowerControl ?? [];
  const told = controls.filter(({ PowerConsumedWatts }) => PowerConsumedWatts !== undefined);
  if (told.length > 0) {
    return told.map(({ Name, PowerConsumedWatts = null }) =>
      sensor(Name ?? 'Power drawn', PowerConsumedWatts),
    );
  }
  const metrics = await linked(given.chassis?.EnvironmentMetrics, (to) =>
    redfish.get(to, EnvironmentMetrics),
  );
  const reading = metrics?.PowerWatts?.Reading;
  return reading === undefined ? [] : [sensor('Power drawn', reading)];
}

function readDrive(drive: Drive, findings: PartFinding[]): void {
  const part = partOf(drive.Name ?? 'a disk', drive.SerialNumber);
  if (drive.FailurePredicted === true)
    findings.push({
      kind: 'disk-failing',
      part,
      severity: 'critical',
      reason: 'it says itself that it will fail (SMART)',
    });
  else add(findings, 'disk-failing', part, drive.Status);
}

function add(findings: PartFinding[], kind: PartKind, part: string, status: Status, more?: string): void {
  const health = healths[status?.Health ?? ''] ?? 'ok';
  if (health === 'ok' || status?.State === 'Absent') return;
  const reason = `the BMC says that its health is ${health}${more === undefined ? '' : `; ${more}`}`;
  findings.push({ kind, part, severity: health, reason });
}

/** 'Drive bay 3 (S4YNX0)' */
function partOf(name: string, serial: string | undefined): string {
  const known = serial?.trim() ?? '';
  return known === '' ? name : `${name} (${known})`;
}

async function readEvents(redfish: Redfish, system: WatchedSystem): Promise<LoggedEvent[]> {
  const services = [
    system.LogServices,
    ...(await Promise.all(
      (system.Links?.ManagedBy ?? []).map(
        async ({ '@odata.id': path }) => (await ifThere(redfish.get(path, Manager)))?.LogServices,
      ),
    )),
  ];
  const events: LoggedEvent[] = [];
  for (const service of services) {
    for (const log of await each(redfish, service, (to) => redfish.get(to, LogService))) {
      const entries = await linked(log.Entries, (to) => redfish.get(to, LogEntries));
      for (const { Id, Created, Severity, Message } of entries?.Members ?? []) {
        const at = new Date(Created ?? '');
        const severity = healths[Severity ?? ''] ?? 'ok';
        if (Id === undefined || Number.isNaN(at.getTime())) continue;
        events.push({ id: Id, at, severity, message: Message ?? 'it does not say what' });
      }
    }
  }
  return events.sort((a, b) => b.at.getTime() - a.at.getTime());
}

type Link = { '@odata.id': string } | undefined;

async function linked<Result>(to: Link, get: (path: string) => Promise<Result>): Promise<Result | undefined> {
  return to === undefined ? undefined : await ifThere(get(to['@odata.id']));
}

async function each<Result>(
  redfish: Redfish,
  to: Link,
  get: (path: string) => Promise<Result>,
): Promise<Result[]> {
  const paths = (await linked(to, (path) => membersOf(redfish, path))) ?? [];
  const found: Result[] = [];
  for (const path of paths) {
    const one = await ifThere(get(path));
    if (one !== undefined) found.push(one);
  }
  return found;
}

/** Undefined where the BMC has no such resource, or nothing that can be read. */
async function ifThere<Result>(answer: Promise<Result>): Promise<Result | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (isTuskarError(error, 'bmc-missing') || isTuskarError(error, 'bmc-answer')) return undefined;
    throw error;
  }
}
