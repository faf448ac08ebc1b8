import type { Rack } from '@tuskar/contract/rack.ts';
import type { Column } from '../output.ts';

type Load = Rack['summary']['powerWatts'];

export const columns: Column<Rack>[] = [
  { title: 'name', value: (rack) => rack.name },
  { title: 'site', value: (rack) => rack.site },
  { title: 'location', value: (rack) => rack.location },
  { title: 'units', value: (rack) => rack.units },
  { title: 'free', value: (rack) => rack.summary.freeUnits },
  { title: 'machines', value: (rack) => rack.summary.machines },
  { title: 'power', value: (rack) => describeLoad(rack.summary.powerWatts, 'W') },
  { title: 'weight', value: (rack) => describeLoad(rack.summary.weightKg, 'kg') },
  { title: 'discrepancies', value: (rack) => rack.summary.discrepancies || null },
];

/** '3200 W of 5000 W, 4 unknown' */
export function describeLoad({ known, limit, unknown }: Load, unit: string): string | null {
  if (known === 0 && limit === null) return null;
  const of = limit === null ? '' : ` of ${limit} ${unit}`;
  return `${known} ${unit}${of}${unknown === 0 ? '' : `, ${unknown} unknown`}`;
}

export function describeRack({ summary, ...rack }: Rack): string[] {
  const where = [rack.site, rack.location].filter(Boolean).join(', ');
  const states = Object.entries(summary.machinesByState).map(([state, count]) => `${count} ${state}`);
  const loads = [
    describeLoad(summary.powerWatts, 'W'),
    describeLoad(summary.weightKg, 'kg'),
    summary.discrepancies === 0 ? null : `${summary.discrepancies} discrepancies`,
  ].filter((part) => part !== null);
  return [
    `${rack.name}${rack.title === null ? '' : ` (${rack.title})`}  ${where}  ${rack.units} units ${rack.numbering}, ${rack.widthInches} inches`,
    `${summary.usedUnits} units used, ${summary.freeUnits} free  ${summary.machines} machines${states.length === 0 ? '' : `: ${states.join(', ')}`}`,
    ...(loads.length === 0 ? [] : [loads.join('  ')]),
    ...(rack.note === null ? [] : [rack.note]),
  ];
}
