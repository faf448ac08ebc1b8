import type { Lab, LabHost } from '@tuskar/contract/lab.ts';
import { PageSection } from '@patternfly/react-core/dist/dynamic/components/Page';
import { useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { query } from '../api/query.ts';
import { type Column, DataTable } from '../components/DataTable.tsx';
import { Empty } from '../components/Empty.tsx';
import { Facts } from '../components/Facts.tsx';
import { PageHeading } from '../components/PageHeading.tsx';
import { StateLabel } from '../components/StateLabel.tsx';
import { labHostStates, labStates } from '../components/states.ts';
import { TimeAgo } from '../components/Time.tsx';
import { LabActions } from './LabActions.tsx';
import { LabMachines } from './LabMachines.tsx';
import { LabSimulatedSection } from './LabSimulatedSection.tsx';

const columns: Column<LabHost>[] = [
  {
    header: 'Host',
    isName: true,
    cell: ({ name }) => (
      <Link to="/hosts/$name" params={{ name }}>
        {name}
      </Link>
    ),
  },
  { header: 'State', cell: ({ state }) => <StateLabel look={labHostStates[state]} /> },
  { header: 'Since', cell: ({ since }) => <TimeAgo at={since} /> },
  { header: 'Management', cell: ({ addresses }) => <code>{addresses.management}</code> },
  { header: 'Tunnel', cell: ({ addresses }) => <code>{addresses.tunnel}</code> },
  {
    header: 'Image',
    cell: ({ image }) => (
      <Link to="/images/$id" params={{ id: image }}>
        {image}
      </Link>
    ),
  },
];

const kvmMeaning: Record<Lab['kvm'], string> = {
  works: 'Works: servers run at full speed',
  absent: 'Absent: servers run in emulation',
  broken: 'Broken: servers run in emulation',
  unknown: 'Not tried yet',
};

export function LabPage() {
  const { data: lab } = useSuspenseQuery(query('lab.show'));
  return (
    <>
      <PageHeading
        title="Lab"
        state={<StateLabel look={labStates[lab.state]} />}
        actions={<LabActions lab={lab} />}
      >
        <p className="tuskar-quiet">
          {lab.reason ?? 'A datacentre on one machine: virtual, with real protocols.'}
        </p>
        <Facts
          facts={[
            { term: 'KVM', value: kvmMeaning[lab.kvm] },
            ...lab.networks.map(({ name, cidr }) => ({
              term: `Network ${name}`,
              value: <code>{cidr}</code>,
            })),
          ]}
        />
      </PageHeading>
      <PageSection hasBodyWrapper={false} className="tuskar-stack">
        <h2 className="tuskar-section-title">Hosts</h2>
        {lab.hosts.length === 0 ? (
          <Empty title="No host runs" command="tuskar lab up">
            Container hosts boot in seconds from an image. Bring the lab up here, or on the machine that
            Tuskar runs on:
          </Empty>
        ) : (
          <DataTable label="Hosts of the lab" columns={columns} rows={lab.hosts} keyOf={({ name }) => name} />
        )}
        <LabMachines lab={lab} />
        <LabSimulatedSection lab={lab} />
      </PageSection>
    </>
  );
}
