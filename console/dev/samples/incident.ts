import type { Incident } from '@tuskar/contract/incident.ts';
import { type IncidentKind, incidentKinds } from '@tuskar/contract/incident-kinds.ts';
import { ago } from './time.ts';

type Given = Omit<Partial<Incident>, 'subject'> & { subject: string; kind: IncidentKind };

/** As the server words it, about a machine. */
export function sampleIncident({ subject, kind, part = null, ...change }: Given): Incident {
  const { severity, title, nextAction } = incidentKinds[kind];
  const openedAt = change.openedAt ?? ago({ minutes: 40 });
  return {
    id: `inc-${subject}-${kind}`,
    kind,
    subject: { type: 'machine', name: subject },
    part,
    severity,
    title: part === null ? title : `${title}: ${part}`,
    reason: 'seen by the test',
    nextAction,
    openedAt,
    lastSeenAt: openedAt,
    acknowledgedAt: null,
    acknowledgedBy: null,
    note: null,
    closedAt: null,
    closedBy: null,
    ...change,
  };
}

/** What is wrong with the machines of the scenario `trouble`, and one incident of the past. */
export function sampleIncidents(): Incident[] {
  return [
    sampleIncident({
      subject: 'cmp-001',
      kind: 'fan-failed',
      part: 'Fan 3',
      reason: 'Fan 3 turns at 640 rpm; critical below 1,000 rpm.',
      openedAt: ago({ minutes: 12 }),
      lastSeenAt: ago({ seconds: 20 }),
    }),
    sampleIncident({
      subject: 'cmp-004',
      kind: 'bmc-unreachable',
      reason: '10.20.1.10 did not answer within 10 s.',
      openedAt: ago({ minutes: 40 }),
      lastSeenAt: ago({ seconds: 30 }),
      acknowledgedAt: ago({ minutes: 25 }),
      acknowledgedBy: 'oskar',
      note: 'New BMC firmware is being loaded.',
    }),
    sampleIncident({
      subject: 'cmp-001',
      kind: 'overheating',
      part: 'CPU 1',
      reason: 'CPU 1 has 91 °C; critical from 90 °C.',
      openedAt: ago({ hours: 2 }),
      lastSeenAt: ago({ seconds: 20 }),
    }),
    sampleIncident({
      subject: 'sto-001',
      kind: 'machine-late',
      reason: 'Enrolling for 5 h; 30 min are usual. It waits for its BMC.',
      openedAt: ago({ hours: 4, minutes: 30 }),
      lastSeenAt: ago({ minutes: 1 }),
    }),
    sampleIncident({
      subject: 'cmp-001',
      kind: 'power-supply-failed',
      part: 'PSU 2',
      reason: 'PSU 2 has no input voltage.',
      openedAt: ago({ days: 6, hours: 2 }),
      lastSeenAt: ago({ days: 6 }),
      closedAt: ago({ days: 6 }),
    }),
  ];
}
