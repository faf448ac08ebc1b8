import type { ClassProposal } from '@tuskar/contract/hardware-class.ts';
import { useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { formatCount } from '../components/count.ts';
import { type Column, DataTable } from '../components/DataTable.tsx';
import { proposalsQuery } from './queries.ts';
import { rulesInShort } from './rules.ts';

const named = 3;

const columns: Column<ClassProposal>[] = [
  {
    header: 'Proposal',
    isName: true,
    width: 20,
    cell: ({ name }) => (
      <Link to="/classes/new" search={{ from: name }}>
        {name}
      </Link>
    ),
  },
  { header: 'Machines', width: 10, cell: ({ machines }) => formatCount(machines.length) },
  {
    header: 'Such as',
    width: 20,
    cell: ({ machines }) => machines.slice(0, named).join(', ') + (machines.length > named ? ', …' : ''),
  },
  { header: 'Fits', width: 40, cell: ({ rules }) => rulesInShort(rules) },
];

/** Machines that fit no class and are built alike; nothing where there are none. */
export function ClassProposals() {
  const { items } = useSuspenseQuery(proposalsQuery).data;
  if (items.length === 0) return null;
  return (
    <section aria-label="Proposals">
      <h2 className="tuskar-section-title">Built alike, and in no class</h2>
      <p className="tuskar-quiet">Open a proposal to read it, and to make a class of it.</p>
      <DataTable label="Proposals" columns={columns} rows={items} keyOf={({ name }) => name} />
    </section>
  );
}
