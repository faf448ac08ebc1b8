import type { Rack, RackElevation } from '@tuskar/contract/rack.ts';
import { PageSection } from '@patternfly/react-core/dist/dynamic/components/Page';
import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { countOf } from '../components/count.ts';
import { type Fact, Facts } from '../components/Facts.tsx';
import { PageHeading } from '../components/PageHeading.tsx';
import { machineStates } from '../components/states.ts';
import { Elevation } from './Elevation.tsx';
import { elevationQuery } from './queries.ts';
import { Load } from './RackTable.tsx';

const route = getRouteApi('/shell/racks/$name');

export function RackPage() {
  const { name } = route.useParams();
  const { data: elevation } = useSuspenseQuery(elevationQuery(name));
  const { rack } = elevation;
  return (
    <>
      <PageHeading title={rack.title ?? rack.name} above={[{ text: 'Racks', link: { to: '/racks' } }]}>
        <p className="tuskar-quiet">
          {[rack.site, rack.location].filter((part) => part !== null).join(', ')}
        </p>
        <Facts facts={factsOf(rack)} />
      </PageHeading>
      <PageSection hasBodyWrapper={false} className="tuskar-stack">
        {rack.note !== null && <p>{rack.note}</p>}
        <div className="tuskar-rack">
          <Elevation title="Front" units={elevation.units} blocks={elevation.front} />
          <Elevation title="Rear" units={elevation.units} blocks={elevation.rear} />
        </div>
        <Somewhere machines={elevation.somewhere} />
      </PageSection>
    </>
  );
}

function Somewhere({ machines }: { machines: RackElevation['somewhere'] }) {
  if (machines.length === 0) return null;
  return (
    <>
      <h2 className="tuskar-section-title">In this rack, nobody knows in which unit</h2>
      <ul>
        {machines.map(({ name }) => (
          <li key={name}>
            <Link to="/machines/$name" params={{ name }}>
              {name}
            </Link>
          </li>
        ))}
      </ul>
    </>
  );
}

function factsOf({ units, numbering, widthInches, summary }: Rack): Fact[] {
  const states = Object.entries(summary.machinesByState) as [keyof typeof machineStates, number][];
  return [
    {
      term: 'Units',
      value: `${units}, numbered ${numbering === 'bottom-up' ? 'from the bottom' : 'from the top'}`,
    },
    { term: 'Width', value: `${widthInches} inches` },
    { term: 'Free', value: countOf(summary.freeUnits, 'unit') },
    {
      term: 'Machines',
      value:
        states.map(([state, count]) => `${count} ${machineStates[state].text.toLowerCase()}`).join(', ') ||
        'none',
    },
    { term: 'Power', value: <Load load={summary.powerWatts} unit="W" /> },
    { term: 'Weight', value: <Load load={summary.weightKg} unit="kg" /> },
  ];
}
