import type { BurnIn } from '@tuskar/contract/burn-in.ts';
import { Link } from '@tanstack/react-router';
import { countOf } from '../components/count.ts';
import { type Column, DataTable } from '../components/DataTable.tsx';
import { StateLabel } from '../components/StateLabel.tsx';
import { burnInStates } from '../components/states.ts';
import { Elapsed, TimeAgo } from '../components/Time.tsx';
import { testNames } from './test-names.ts';

const asked: Column<BurnIn> = {
  header: 'Burn-in',
  isName: true,
  width: 20,
  cell: ({ id, profile, parts, createdAt }) => (
    <Link to="/burn-ins/$id" params={{ id }}>
      {parts === null ? profile : `${profile}, again`} <TimeAgo at={createdAt} />
    </Link>
  ),
};

const machine: Column<BurnIn> = {
  header: 'Machine',
  width: 15,
  cell: ({ machine: name }) => (
    <Link to="/machines/$name/burn-in" params={{ name }}>
      {name}
    </Link>
  ),
};

const others: Column<BurnIn>[] = [
  {
    header: 'State',
    width: 15,
    cell: ({ state, reason }) => (
      <StateLabel look={burnInStates[state]} {...(reason === null ? {} : { title: reason })} />
    ),
  },
  {
    header: 'Open',
    cell: ({ openFindings, endedAt }) => (endedAt === null ? '—' : countOf(openFindings, 'finding')),
  },
  { header: 'Tests', width: 20, cell: ({ tests }) => tests.map(({ kind }) => testNames[kind]).join(', ') },
  { header: 'Took', cell: ({ startedAt, endedAt }) => <Elapsed from={startedAt} to={endedAt} /> },
  { header: 'By', cell: ({ requestedBy }) => requestedBy },
];

type BurnInTableProps = {
  label: string;
  burnIns: BurnIn[];
  /** Left out on the page of one machine. */
  hasMachine: boolean;
  onEnd?: (() => void) | undefined;
};

export function BurnInTable({ label, burnIns, hasMachine, onEnd }: BurnInTableProps) {
  const columns = hasMachine ? [asked, machine, ...others] : [asked, ...others];
  return <DataTable label={label} columns={columns} rows={burnIns} keyOf={({ id }) => id} onEnd={onEnd} />;
}
