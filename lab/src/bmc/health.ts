import type { Fault, FaultName } from '../machines/schema.ts';
import type { LabMessage } from './redfish/messages.ts';
import type { Severity } from './state/schema.ts';

export type Component = 'drive' | 'dimm' | 'nic' | 'power supply' | 'fan' | 'processor';

export type Problem = {
  component: Component;
  /** Null: every part of the component. */
  part: string | null;
  severity: Severity;
  message: LabMessage;
};

type Shown = Omit<Problem, 'part'> & { onlyWhenOn?: true };

/** What the BMC shows of a fault; of those that are not here it knows nothing. */
const shown: Partial<Record<FaultName, Shown>> = {
  'disk-fails': { component: 'drive', severity: 'Critical', message: 'DriveFailed' },
  'disk-missing': { component: 'drive', severity: 'Critical', message: 'DriveMissing' },
  'dimm-missing': { component: 'dimm', severity: 'Critical', message: 'MemoryMissing' },
  'dimm-errors': { component: 'dimm', severity: 'Warning', message: 'MemoryErrors' },
  'nic-missing': { component: 'nic', severity: 'Critical', message: 'NicMissing' },
  'power-lost': { component: 'power supply', severity: 'Critical', message: 'PowerLost' },
  'psu-failed': { component: 'power supply', severity: 'Critical', message: 'PowerSupplyFailed' },
  'fan-failed': { component: 'fan', severity: 'Critical', message: 'FanFailed' },
  overheat: {
    component: 'processor',
    severity: 'Critical',
    message: 'TemperatureCritical',
    onlyWhenOn: true,
  },
};

export function problemOf({ name, target }: Fault, isOn: boolean): Problem | undefined {
  const known = shown[name];
  if (known === undefined || (known.onlyWhenOn && !isOn)) return undefined;
  const { component, severity, message } = known;
  return { component, severity, message, part: target ?? null };
}

/** The worst of what is wrong with a component, or with one part of it. */
export function healthOf(problems: readonly Problem[], component?: Component, part?: string): Severity {
  const severities = problems
    .filter((problem) => component === undefined || problem.component === component)
    .filter((problem) => part === undefined || problem.part === null || problem.part === part)
    .map(({ severity }) => severity);
  if (severities.includes('Critical')) return 'Critical';
  return severities.includes('Warning') ? 'Warning' : 'OK';
}
