import type {
  ClassRequirements,
  ClassRules,
  FirmwareRequirement,
  HardwareClass,
  PartRequirement,
} from '@tuskar/contract/hardware-class.ts';
import { wordsIn } from '../forms/words.ts';

export type PartValues = {
  kind: PartRequirement['kind'];
  count: string;
  model: string;
  /** GiB of a DIMM or an accelerator, GB of a disk. */
  size: string;
  firmware: string;
  firmwareMatch: FirmwareMatch;
  slots: string;
};

/** Whether a version must be this one, or may be a later one. */
export type FirmwareMatch = 'exact' | 'later';

/** A class as the form has it: everything is text, and what is empty is not asked for. */
export type ClassValues = {
  name: string;
  description: string;
  priority: string;
  manufacturer: string;
  model: string;
  processorModel: string;
  processors: string;
  memoryAtLeast: string;
  memoryAtMost: string;
  diskCount: string;
  diskModel: string;
  nics: string;
  accelerators: string;
  acceleratorModel: string;
  label: string;
  parts: PartValues[];
  firmware: { component: string; version: string; match: FirmwareMatch }[];
  limits: { metric: string; atLeast: string; atMost: string }[];
};

type Given = Pick<HardwareClass, 'name' | 'rules' | 'requirements'> &
  Partial<Pick<HardwareClass, 'description' | 'priority'>>;

const gibibyte = 1024;
const gigabyte = 1e9;

const textOf = (value: string | number | null | undefined): string => (value == null ? '' : `${value}`);
const matchOf = (orLater: boolean | undefined): FirmwareMatch => (orLater === true ? 'later' : 'exact');
const orLaterOf = (match: FirmwareMatch) => (match === 'later' ? true : undefined);
const gib = (mebibytes: number | undefined) => (mebibytes === undefined ? '' : textOf(mebibytes / gibibyte));

export function toValues({ name, description, priority = 100, rules, requirements }: Given): ClassValues {
  return {
    name,
    description: description ?? '',
    priority: `${priority}`,
    manufacturer: textOf(rules.manufacturer),
    model: textOf(rules.model),
    processorModel: textOf(rules.processorModel),
    processors: textOf(rules.processors),
    memoryAtLeast: gib(rules.memoryMebibytes?.atLeast),
    memoryAtMost: gib(rules.memoryMebibytes?.atMost),
    diskCount: textOf(rules.disks?.count),
    diskModel: textOf(rules.disks?.model),
    nics: textOf(rules.nics),
    accelerators: textOf(rules.accelerators),
    acceleratorModel: textOf(rules.acceleratorModel),
    label: textOf(rules.label),
    parts: requirements.parts.map(
      ({ kind, count, model, mebibytes, bytes, firmware, firmwareOrLater, slots }) => ({
        kind,
        count: `${count}`,
        model: textOf(model),
        size: bytes === undefined ? gib(mebibytes) : textOf(bytes / gigabyte),
        firmware: textOf(firmware),
        firmwareMatch: matchOf(firmwareOrLater),
        slots: slots?.join(' ') ?? '',
      }),
    ),
    firmware: requirements.firmware.map(({ component, version, orLater }) => ({
      component,
      version,
      match: matchOf(orLater),
    })),
    limits: requirements.limits.map(({ metric, atLeast, atMost }) => ({
      metric,
      atLeast: textOf(atLeast),
      atMost: textOf(atMost),
    })),
  };
}

/** The keys whose value is given. */
function given<Value extends object>(values: { [Key in keyof Value]: Value[Key] | undefined }): Value {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Value;
}

const words = (text: string): string | undefined => text.trim() || undefined;
const numberIn = (text: string): number | undefined => (text.trim() === '' ? undefined : Number(text));
const scaled = (text: string, unit: number): number | undefined => {
  const amount = numberIn(text);
  return amount === undefined ? undefined : Math.round(amount * unit);
};
const unlessEmpty = <Value extends object>(value: Value): Value | undefined =>
  Object.keys(value).length === 0 ? undefined : value;

function rulesOf(values: ClassValues): ClassRules {
  return given<ClassRules>({
    manufacturer: words(values.manufacturer),
    model: words(values.model),
    processorModel: words(values.processorModel),
    processors: numberIn(values.processors),
    memoryMebibytes: unlessEmpty(
      given<NonNullable<ClassRules['memoryMebibytes']>>({
        atLeast: scaled(values.memoryAtLeast, gibibyte),
        atMost: scaled(values.memoryAtMost, gibibyte),
      }),
    ),
    disks: unlessEmpty(
      given<NonNullable<ClassRules['disks']>>({
        count: numberIn(values.diskCount),
        model: words(values.diskModel),
      }),
    ),
    nics: numberIn(values.nics),
    accelerators: numberIn(values.accelerators),
    acceleratorModel: words(values.acceleratorModel),
    label: words(values.label),
  });
}

function requirementsOf({ parts, firmware, limits }: ClassValues): ClassRequirements {
  return {
    parts: parts.map(({ kind, count, model, size, firmware: version, firmwareMatch, slots }) =>
      given<PartRequirement>({
        kind,
        count: Number(count),
        model: words(model),
        mebibytes: kind === 'disk' ? undefined : scaled(size, gibibyte),
        bytes: kind === 'disk' ? scaled(size, gigabyte) : undefined,
        firmware: words(version),
        firmwareOrLater: words(version) === undefined ? undefined : orLaterOf(firmwareMatch),
        slots: words(slots) === undefined ? undefined : wordsIn(slots),
      }),
    ),
    firmware: firmware.map(({ component, version, match }) =>
      given<FirmwareRequirement>({
        component: component.trim(),
        version: version.trim(),
        orLater: orLaterOf(match),
      }),
    ),
    limits: limits.map(({ metric, atLeast, atMost }) =>
      given<ClassRequirements['limits'][number]>({
        metric,
        atLeast: numberIn(atLeast),
        atMost: numberIn(atMost),
      }),
    ),
  };
}

export function toBody(values: ClassValues) {
  return {
    description: words(values.description) ?? null,
    priority: Number(values.priority),
    rules: rulesOf(values),
    requirements: requirementsOf(values),
  };
}
