import type { Machine } from '@tuskar/contract/machine.ts';
import { Checkbox } from '@patternfly/react-core/dist/dynamic/components/Checkbox';
import { Link } from '@tanstack/react-router';
import { type Column, DataTable } from '../components/DataTable.tsx';
import { TimeAgo } from '../components/Time.tsx';
import { formatMebibytes } from '../components/amounts.ts';
import { MachineFlags } from './MachineFlags.tsx';
import { MachineStateLabel } from './MachineStateLabel.tsx';

/** Which machines are ticked, where they can be. */
export type MachineChoice = {
  chosen: ReadonlySet<string>;
  choose: (name: string, isChosen: boolean) => void;
};

const nameColumn = (choice: MachineChoice | undefined): Column<Machine> => ({
  header: 'Name',
  isName: true,
  width: 15,
  cell: ({ name }) => (
    <span className="tuskar-choice">
      {choice !== undefined && (
        <Checkbox
          id={`choose-${name}`}
          aria-label={`Choose ${name}`}
          isChecked={choice.chosen.has(name)}
          onChange={(_, isChosen) => choice.choose(name, isChosen)}
        />
      )}
      <Link to="/machines/$name" params={{ name }}>
        {name}
      </Link>
    </span>
  ),
});

const columns: Column<Machine>[] = [
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

type MachineTableProps = {
  machines: Machine[];
  choice?: MachineChoice;
  onEnd?: (() => void) | undefined;
};

export function MachineTable({ machines, choice, onEnd }: MachineTableProps) {
  return (
    <DataTable
      label="Machines"
      columns={[nameColumn(choice), ...columns]}
      rows={machines}
      keyOf={({ name }) => name}
      onEnd={onEnd}
    />
  );
}

/** 'r12 U7': where a person finds it. */
export function placeOf({ rack, unit }: Pick<Machine, 'rack' | 'unit'>): string | undefined {
  if (rack === null) return undefined;
  return unit === null ? rack : `${rack} U${unit}`;
}
