import type { Part, PartDetail, PartStay } from '@tuskar/contract/inspection.ts';
import { PageSection } from '@patternfly/react-core/dist/dynamic/components/Page';
import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { query } from '../api/query.ts';
import { type Column, DataTable } from '../components/DataTable.tsx';
import { Empty } from '../components/Empty.tsx';
import { type Fact, Facts } from '../components/Facts.tsx';
import { PageHeading } from '../components/PageHeading.tsx';
import { TimeAgo, TimeSpan } from '../components/Time.tsx';
import { partKinds } from './part-names.ts';
import { partsOfSerialQuery, withSerial } from './queries.ts';

const route = getRouteApi('/shell/parts/$serial');

/** Where a part is, and every machine that it was ever in. */
export function PartPage() {
  const { serial } = route.useParams();
  const { data: found } = useSuspenseQuery(partsOfSerialQuery(serial));
  const parts = withSerial(found.items, serial);
  return (
    <>
      <PageHeading title={serial} above={[{ text: 'Parts', link: { to: '/parts' } }]} />
      <PageSection hasBodyWrapper={false} className="tuskar-stack">
        {parts.length === 0 ? (
          <Empty title="No such part">No inspection has seen a part with this serial number.</Empty>
        ) : (
          parts.map((part) => <Life key={part.id} part={part} isAlone={parts.length === 1} />)
        )}
      </PageSection>
    </>
  );
}

function Life({ part, isAlone }: { part: Part; isAlone: boolean }) {
  const { data: detail } = useSuspenseQuery(query('part.show', { params: { id: part.id } }));
  const kind = partKinds[part.kind].text;
  return (
    <>
      {!isAlone && <h2 className="tuskar-section-title">{kind}</h2>}
      <Facts facts={factsOf(detail)} />
      <h2 className="tuskar-section-title">Where it has been</h2>
      <DataTable
        label={isAlone ? 'Where it has been' : `Where the ${kind} has been`}
        columns={stayColumns}
        rows={detail.stays}
        keyOf={({ machine, since }) => `${machine} ${since}`}
      />
    </>
  );
}

function factsOf({ kind, manufacturer, model, machine, place, firstSeenAt, lastSeenAt }: PartDetail): Fact[] {
  return [
    { term: 'Kind', value: partKinds[kind].text },
    {
      term: 'Model',
      value: [manufacturer, model].filter((part) => part !== null).join(' ') || 'not said',
    },
    {
      term: 'Where it is',
      value:
        machine === null ? (
          'in no machine'
        ) : (
          <>
            <MachineHardwareLink name={machine} />
            {place !== null && `, ${place}`}
          </>
        ),
    },
    { term: 'First seen', value: <TimeAgo at={firstSeenAt} /> },
    { term: 'Last seen', value: <TimeAgo at={lastSeenAt} /> },
  ];
}

const stayColumns: Column<PartStay>[] = [
  {
    header: 'Machine',
    isName: true,
    cell: ({ machine }) => <MachineHardwareLink name={machine} />,
  },
  { header: 'Place', cell: ({ place }) => place ?? '—' },
  { header: 'Since', cell: ({ since }) => <TimeAgo at={since} /> },
  { header: 'Until', cell: ({ until }) => (until === null ? 'it is there' : <TimeAgo at={until} />) },
  { header: 'For', cell: ({ since, until }) => <TimeSpan from={since} to={until} /> },
];

function MachineHardwareLink({ name }: { name: string }) {
  return (
    <Link to="/machines/$name/hardware" params={{ name }}>
      {name}
    </Link>
  );
}
