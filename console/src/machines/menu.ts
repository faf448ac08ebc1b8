import type { Machine } from '@tuskar/contract/machine.ts';
import { eraseActionOf, isForgettable } from '@tuskar/contract/machine-states.ts';
import type { Permission } from '@tuskar/contract/permissions.ts';
import { whyBusy, whyNot, whyNotBegin, whyWorkedOn } from './actions.ts';

/** What a person can ask of a machine; each has a dialog of its own, but for a few that are a page. */
export type Asked =
  | 'enrol-again'
  | 'inspect'
  | 'burn-in'
  | 'retest'
  | 'accept'
  | 'deploy'
  | 'adopt'
  | 'maintenance'
  | 'rescue'
  | 'unrescue'
  | 'quarantine'
  | 'release'
  | 'power'
  | 'light'
  | 'darken'
  | 'rotate-bmc-password'
  | 'change'
  | 'faults'
  | 'erase'
  | 'retire'
  | 'retire-unerased'
  | 'forget';

export type MenuEntry = {
  asked: Asked;
  text: string;
  permission: Permission;
  /** Why it cannot be done now; undefined where it can. */
  unavailable?: string | undefined;
  isDanger?: true;
};

export type MenuGroup = { label: string; entries: MenuEntry[] };

/**
 * All that can be asked of a machine, in the order of its life; what cannot be done now says why.
 *
 * @param isLit whether its lamp is lit; undefined where nobody knows.
 */
export function menuOf(machine: Machine, isLit?: boolean): MenuGroup[] {
  const { state } = machine;
  const busy = whyBusy(machine);
  const operate = (asked: Asked, text: string, unavailable: string | undefined): MenuEntry => ({
    asked,
    text,
    permission: 'hardware.operate',
    unavailable,
  });
  const outOfUse = whyNotBegin(eraseActionOf(state), machine);
  return [
    {
      label: 'Bring into use',
      entries: [
        ...(state === 'enrolling' ? [operate('enrol-again', 'Enrol again', busy)] : []),
        operate('inspect', 'Inspect', whyNotBegin('inspect', machine)),
        operate('burn-in', 'Burn in', whyNotBegin('burn-in', machine)),
        operate('retest', 'Test again after a repair', whyNotBegin('inspect', machine)),
        {
          asked: 'accept',
          text: 'Accept without a burn-in',
          permission: 'hardware.override',
          unavailable: whyNotBegin('accept', machine),
        },
        operate('deploy', 'Deploy', whyNotBegin('deploy', machine)),
        operate('adopt', 'Say which host runs on it', whyNotBegin('adopt', machine)),
      ],
    },
    {
      label: 'Look after',
      entries: [
        operate('power', 'Switch its power', powerProblem(machine)),
        operate('light', 'Light its lamp', isLit === true ? 'Its BMC says that it is lit.' : undefined),
        operate('darken', 'Put its lamp out', isLit === false ? 'Its BMC says that it is out.' : undefined),
        operate('rotate-bmc-password', "Change its BMC's password", busy),
        operate('rescue', 'Boot the rescue system', whyNotBegin('rescue', machine)),
        operate('unrescue', 'Boot its own system again', whyNotBegin('unrescue', machine)),
        operate('change', 'Change it and its BMC', undefined),
        // What is real breaks by itself.
        ...(machine.simulated ? [operate('faults', 'Break or repair it (simulated)', undefined)] : []),
        state === 'quarantined'
          ? {
              asked: 'release',
              text: 'Release without a test',
              permission: 'hardware.override',
              unavailable: whyNot('release', machine),
            }
          : operate('quarantine', 'Quarantine', whyNot('quarantine', machine)),
      ],
    },
    {
      label: 'Take out',
      entries: [
        {
          asked: 'erase',
          text: 'Erase',
          permission: 'hardware.retire',
          unavailable: outOfUse,
          isDanger: true,
        },
        {
          asked: 'retire',
          text: 'Erase and retire',
          permission: 'hardware.retire',
          unavailable: outOfUse,
          isDanger: true,
        },
        {
          asked: 'retire-unerased',
          text: 'Retire unerased',
          permission: 'hardware.override',
          unavailable: whyNotBegin('retire-unerased', machine),
          isDanger: true,
        },
        {
          asked: 'forget',
          text: 'Forget',
          permission: 'hardware.operate',
          unavailable: forgetProblem(machine),
          isDanger: true,
        },
      ],
    },
  ];
}

/** Of one that carries a host, the power is cut in maintenance only. */
function powerProblem(machine: Machine): string | undefined {
  const { name, host, maintenance, power } = machine;
  const worked = whyWorkedOn(machine);
  if (worked !== undefined || host === null || maintenance !== null || power === 'off') return worked;
  return `${name} carries the host ${host}. Begin maintenance first.`;
}

function forgetProblem(machine: Machine): string | undefined {
  const worked = whyWorkedOn(machine);
  if (worked !== undefined || isForgettable(machine)) return worked;
  return `${machine.name} was in use, or may be; retire it instead.`;
}

/** What a person most probably wants of a machine in this state; undefined: nothing stands out. */
export function nextOf({ state, failure, operation }: Machine): Asked | undefined {
  switch (state) {
    case 'enrolling':
      if (failure !== null) return 'enrol-again';
      return operation === null ? 'inspect' : undefined;
    case 'inspected':
      return 'burn-in';
    case 'ready':
      return 'deploy';
    case 'rescued':
    case 'rescue-failed':
      return 'unrescue';
    case 'quarantined':
      return 'retest';
    default:
      return undefined;
  }
}
