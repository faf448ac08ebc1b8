import type { Machine } from '@tuskar/contract/machine.ts';
import { StateLabel } from '../components/StateLabel.tsx';
import { machineContacts } from '../components/states.ts';

type Flag = { text: string; tone: 'attention' | 'bad' | 'idle'; title: string };

/** What is the matter with a machine beside its state. */
export function flagsOf(machine: Machine): Flag[] {
  const { contact, contactReason, failure, late, maintenance, nextAction, simulated } = machine;
  const flags: (Flag | false)[] = [
    contact === 'unreachable' && {
      text: machineContacts.unreachable.text,
      tone: 'bad',
      title: contactReason ?? 'Its BMC does not answer.',
    },
    failure !== null && { text: 'Failed', tone: 'bad', title: failure.message },
    late && { text: 'Late', tone: 'attention', title: nextAction },
    maintenance !== null && {
      text: 'Maintenance',
      tone: 'attention',
      title: `${maintenance.by}: ${maintenance.reason}`,
    },
    simulated && {
      text: 'Simulated',
      tone: 'idle',
      title: 'Nothing of it is real; its figures come from a seed.',
    },
  ];
  return flags.filter((flag) => flag !== false);
}

export function MachineFlags({ machine }: { machine: Machine }) {
  return flagsOf(machine).map(({ text, tone, title }) => (
    <StateLabel key={text} look={{ text, tone }} title={title} />
  ));
}
