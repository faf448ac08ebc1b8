import type { HardwareClass } from '@tuskar/contract/hardware-class.ts';
import { PageSection } from '@patternfly/react-core/dist/dynamic/components/Page';
import { Link, useNavigate } from '@tanstack/react-router';
import { useEveryPage } from '../api/every-page.ts';
import { ActionButton } from '../components/ActionButton.tsx';
import { countOf, formatCount } from '../components/count.ts';
import { type Column, DataTable } from '../components/DataTable.tsx';
import { Empty } from '../components/Empty.tsx';
import { PageHeading } from '../components/PageHeading.tsx';
import { ToneIcon } from '../components/ToneIcon.tsx';
import { ClassProposals } from './ClassProposals.tsx';
import { everyClassQuery } from './queries.ts';
import { rulesInShort } from './rules.ts';

const columns: Column<HardwareClass>[] = [
  {
    header: 'Name',
    isName: true,
    width: 20,
    cell: ({ name }) => (
      <Link to="/classes/$name" params={{ name }}>
        {name}
      </Link>
    ),
  },
  { header: 'Members', width: 10, cell: ({ members }) => formatCount(members) },
  {
    header: 'As they must be',
    width: 20,
    cell: ({ members, deviating }) => {
      if (members === 0) return '—';
      if (deviating === 0) return 'all';
      return (
        <>
          <ToneIcon tone="attention" /> {formatCount(deviating)} not
        </>
      );
    },
  },
  { header: 'Fits', width: 40, cell: ({ rules }) => rulesInShort(rules) },
  { header: 'Priority', cell: ({ priority }) => priority },
];

export function ClassesPage() {
  const { rows } = useEveryPage(everyClassQuery);
  const navigate = useNavigate();
  return (
    <>
      <PageHeading
        title="Hardware classes"
        actions={
          <ActionButton permission="hardware.operate" onClick={() => void navigate({ to: '/classes/new' })}>
            Make a class
          </ActionButton>
        }
      >
        <p className="tuskar-quiet">
          Machines alike enough to compare and to plan with, and what each of them must have
          {rows.length > 0 && `: ${countOf(rows.length, 'class', 'classes')}`}.
        </p>
      </PageHeading>
      <PageSection hasBodyWrapper={false} className="tuskar-stack">
        {rows.length === 0 ? (
          <Empty title="No class yet" command="tuskar class propose">
            Classes are proposed for machines that are built alike, as soon as they have been inspected. On
            the command line:
          </Empty>
        ) : (
          <DataTable label="Hardware classes" columns={columns} rows={rows} keyOf={({ name }) => name} />
        )}
        <ClassProposals />
      </PageSection>
    </>
  );
}
