import type { ErrorCode } from '@tuskar/contract/errors/catalogue.ts';
import type { TuskarError } from '@tuskar/contract/error.ts';
import type { IncidentKind } from '@tuskar/contract/incident-kinds.ts';
import type { MachineRow } from '../tables.ts';
import type { Glance } from './probe.ts';

/** Passes without an answer after which a BMC counts as silent: one lost packet is no incident. */
export const missesUntilUnreachable = 3;

/** What a glance looks for; parts are looked for by a reading. */
export const glanceKinds = [
  'bmc-unreachable',
  'bmc-refused',
  'bmc-unreadable',
  'power-lost',
] as const satisfies IncidentKind[];

export const partKinds = [
  'overheating',
  'fan-failed',
  'power-supply-failed',
  'sensor-out-of-range',
  'disk-failing',
  'memory-failing',
  'processor-failing',
  'machine-unhealthy',
] as const satisfies IncidentKind[];

export type Contact = Pick<MachineRow, 'contact' | 'contact_reason'>;

export type Judged = {
  contact: Contact;
  power: MachineRow['power'];
  misses: number;
  /** At most one: what is wrong with the BMC, or with the power. */
  found: { kind: (typeof glanceKinds)[number]; reason: string } | undefined;
};

type Before = Contact & Pick<MachineRow, 'state' | 'power'> & { misses: number };

const refusing: readonly ErrorCode[] = ['bmc-password-wrong', 'bmc-password-missing', 'bmc-forbidden'];
const silent: readonly ErrorCode[] = ['bmc-unreachable', 'bmc-busy'];

/** What a look at a BMC says of its machine, beside what was known before. */
export function judgeGlance(before: Before, seen: Glance | TuskarError): Judged {
  if (!(seen instanceof Error)) {
    const lost = before.state === 'in-use' && seen.power === 'off';
    return {
      contact: { contact: 'reachable', contact_reason: null },
      power: seen.power,
      misses: 0,
      found: lost
        ? { kind: 'power-lost', reason: 'it is in use, and its BMC says that it is off' }
        : undefined,
    };
  }
  const { code, message: reason } = seen;
  if (!silent.includes(code)) {
    const kind = refusing.includes(code) ? 'bmc-refused' : 'bmc-unreadable';
    // It answers, so it is there; only not to us.
    return {
      contact: { contact: 'reachable', contact_reason: reason },
      power: before.power,
      misses: 0,
      found: { kind, reason },
    };
  }
  const misses = before.misses + 1;
  if (misses < missesUntilUnreachable)
    return { contact: before, power: before.power, misses, found: gone(before) };
  return {
    contact: { contact: 'unreachable', contact_reason: reason },
    power: 'unknown',
    misses: missesUntilUnreachable,
    found: { kind: 'bmc-unreachable', reason },
  };
}

/** One that was silent before stays so until it has answered. */
function gone({ contact, contact_reason }: Contact): Judged['found'] {
  return contact === 'unreachable' ? { kind: 'bmc-unreachable', reason: contact_reason ?? '' } : undefined;
}
