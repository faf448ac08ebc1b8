import type { Machine } from '@tuskar/contract/machine.ts';
import { Link } from '@tanstack/react-router';
import { type Column, DataTable } from '../components/DataTable.tsx';
import { TimeAgo } from '../components/Time.tsx';
import { formatMebibytes } from '../components/amounts.ts';
import { MachineFlags } from './MachineFlags.tsx';
import { MachineStateLabel } from './MachineStateLabel.tsx';

const columns: Column<Machine>[] = [
  {
    header: 'Name',
    isName: true,
    width: 15,
    cell: ({ name }) => (
      <Link to="/machines/$name" params={{ name }}>
        {name}
      </Link>
    ),
  },
  {
    header: 'State',
    width: 20,
    cell: (machine) => (
      <>
        <MachineStateLabel machine={machine} /> <MachineFlags machine={machine} />
      </>
    ),
  },
  { header: 'Since', cell: ({ stateSince }) => <TimeAgo at={stateSince} /> },
  { header: 'Class', cell: ({ class: name }) => name ?? '—' },
  { header: 'Place', cell: (machine) => placeOf(machine) ?? '—' },
  { header: 'Model', width: 15, cell: ({ model }) => model ?? '—' },
  {
    header: 'Size',
    cell: ({ summary }) =>
      summary === null ? '—' : `${summary.cores} cores, ${formatMebibytes(summary.memoryMebibytes)}`,
  },
];

export function MachineTable({ machines, onEnd }: { machines: Machine[]; onEnd?: (() => void) | undefined }) {
  return (
    <DataTable label="Machines" columns={columns} rows={machines} keyOf={({ name }) => name} onEnd={onEnd} />
  );
}

/** 'r12 U7': where a person finds it. */
export function placeOf({ rack, unit }: Pick<Machine, 'rack' | 'unit'>): string | undefined {
  if (rack === null) return undefined;
  return unit === null ? rack : `${rack} U${unit}`;
}
