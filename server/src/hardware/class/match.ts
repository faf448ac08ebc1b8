import type { ClassRules } from '@tuskar/contract/hardware-class.ts';
import type { Inventory } from '@tuskar/contract/inventory.ts';

/** What is known of a machine besides its inventory, and may decide its class. */
export type Candidate = { inventory: Inventory; labels: Record<string, string> };

/** Whether a machine fits all rules that are given. Rules that say nothing fit no machine, rather than every one. */
export function fitsClass(rules: ClassRules, { inventory, labels }: Candidate): boolean {
  const { processors, disks, nics, gpus, accelerators } = inventory;
  const devices = [...gpus, ...accelerators];
  const { memoryMebibytes: memory } = rules;
  const checks: (boolean | undefined)[] = [
    rules.manufacturer === undefined ? undefined : fits(rules.manufacturer, inventory.manufacturer),
    rules.model === undefined ? undefined : fits(rules.model, inventory.model),
    rules.processorModel === undefined
      ? undefined
      : processors.length > 0 && processors.every(({ model }) => fits(rules.processorModel, model)),
    equals(rules.processors, processors.length),
    memory === undefined ? undefined : within(memory, inventory.memoryMebibytes),
    equals(rules.disks?.count, disks.length),
    rules.disks?.model === undefined ? undefined : disks.some(({ model }) => fits(rules.disks?.model, model)),
    equals(rules.nics, nics.length),
    equals(rules.accelerators, devices.length),
    rules.acceleratorModel === undefined
      ? undefined
      : devices.some(({ model }) => fits(rules.acceleratorModel, model)),
    rules.label === undefined ? undefined : hasLabel(rules.label, labels),
  ];
  const given = checks.filter((check) => check !== undefined);
  return given.length > 0 && given.every(Boolean);
}

/** Of the classes that fit, the one with the highest priority, then the first by name. */
export function chooseClass<Class extends { name: string; priority: number; rules: ClassRules }>(
  classes: Class[],
  candidate: Candidate,
): Class | undefined {
  return classes
    .filter(({ rules }) => fitsClass(rules, candidate))
    .toSorted((a, b) => b.priority - a.priority || (a.name < b.name ? -1 : 1))[0];
}

/** '*' stands for anything; case does not matter. */
export function fits(pattern: string | undefined, value: string | null): boolean {
  if (pattern === undefined) return true;
  if (value === null) return false;
  const pieces = pattern.toLowerCase().split('*');
  const text = value.toLowerCase();
  const [first = '', ...rest] = pieces;
  const last = rest.pop();
  if (last === undefined) return text === first;
  if (!text.startsWith(first) || text.length < first.length + last.length) return false;
  let from = first.length;
  for (const piece of rest) {
    const found = text.indexOf(piece, from);
    if (found < 0) return false;
    from = found + piece.length;
  }
  return text.endsWith(last) && text.length - last.length >= from;
}

function equals(wanted: number | undefined, actual: number): boolean | undefined {
  return wanted === undefined ? undefined : wanted === actual;
}

function within(
  { atLeast, atMost }: { atLeast?: number | undefined; atMost?: number | undefined },
  value: number | null,
): boolean {
  if (value === null) return false;
  return (atLeast === undefined || value >= atLeast) && (atMost === undefined || value <= atMost);
}

function hasLabel(rule: string, labels: Record<string, string>): boolean {
  const equal = rule.indexOf('=');
  if (equal < 0) return Object.hasOwn(labels, rule);
  return labels[rule.slice(0, equal)] === rule.slice(equal + 1);
}
