import type { UndercloudReport } from '@tuskar/contract/undercloud.ts';
import { countOf, formatCount } from '../components/count.ts';
import { type Column, DataTable } from '../components/DataTable.tsx';
import { Facts } from '../components/Facts.tsx';
import { StateLabel } from '../components/StateLabel.tsx';
import { ToneIcon } from '../components/ToneIcon.tsx';

type Lack = UndercloudReport['lacks'][number];

const lackColumns: Column<Lack>[] = [
  { header: 'Lacks', isName: true, width: 25, cell: ({ what }) => what },
  { header: 'So this does not work', width: 35, cell: ({ means }) => means },
  { header: 'What to do', width: 40, cell: ({ remedy }) => remedy },
];

/** What the service is and can, as it says itself, and what Tuskar misses there. */
export function UndercloudReportView({ report }: { report: UndercloudReport }) {
  const { microversions, conductors, drivers, nodes, lacks } = report;
  return (
    <>
      <h2 className="tuskar-section-title">What it can</h2>
      <Facts
        facts={[
          {
            term: 'Version of its API',
            value: `${microversions.used}, of ${microversions.oldest} to ${microversions.newest}`,
          },
          { term: 'Drivers', value: drivers.join(', ') || 'none' },
          { term: 'Nodes', value: formatCount(nodes) },
          { term: countOf(conductors.length, 'conductor'), value: <Conductors conductors={conductors} /> },
        ]}
      />
      {lacks.length === 0 ? (
        <p>
          <ToneIcon tone="good" /> It lacks nothing that Tuskar would use.
        </p>
      ) : (
        <DataTable label="What it lacks" columns={lackColumns} rows={lacks} keyOf={({ what }) => what} />
      )}
    </>
  );
}

function Conductors({ conductors }: Pick<UndercloudReport, 'conductors'>) {
  if (conductors.length === 0) return <StateLabel look={{ text: 'None', tone: 'bad' }} />;
  return conductors.map(({ name, alive }) => (
    <div key={name}>
      <StateLabel look={alive ? { text: name, tone: 'good' } : { text: `${name} is dead`, tone: 'bad' }} />
    </div>
  ));
}
