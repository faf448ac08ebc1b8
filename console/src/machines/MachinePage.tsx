import type { MachineDetail } from '@tuskar/contract/machine.ts';
import { PageSection } from '@patternfly/react-core/dist/dynamic/components/Page';
import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi, Link, Outlet } from '@tanstack/react-router';
import { query } from '../api/query.ts';
import { PageHeading } from '../components/PageHeading.tsx';
import { RouteTabs } from '../components/RouteTabs.tsx';
import { StateLabel } from '../components/StateLabel.tsx';
import { machineStates } from '../components/states.ts';
import { TimeAgo, TimeSpan } from '../components/Time.tsx';
import { MachineActions } from './MachineActions.tsx';
import { MachineFlags } from './MachineFlags.tsx';

const route = getRouteApi('/shell/machines/$name');

/** The head and the tabs of a machine; each tab is a page of its own below. */
export function MachinePage() {
  const params = route.useParams();
  const { data: machine } = useSuspenseQuery(query('machine.show', { params }));
  return (
    <>
      <PageHeading
        title={machine.name}
        above={[{ text: 'Machines', link: { to: '/machines' } }]}
        state={
          <>
            <StateLabel look={machineStates[machine.state]} /> <MachineFlags machine={machine} />
          </>
        }
        actions={<MachineActions machine={machine} />}
      >
        <Clock machine={machine} />
        <RouteTabs
          label={`Machine ${machine.name}`}
          tabs={[
            { text: 'Overview', link: { to: '/machines/$name', params } },
            { text: 'Hardware', link: { to: '/machines/$name/hardware', params } },
            { text: 'Burn-in', link: { to: '/machines/$name/burn-in', params } },
            { text: 'Sensors', link: { to: '/machines/$name/sensors', params } },
          ]}
        />
      </PageHeading>
      <PageSection hasBodyWrapper={false} className="tuskar-stack">
        <Outlet />
      </PageSection>
    </>
  );
}

/** Since when it is in its state, why, what it waits for, and what a person can do. */
function Clock({ machine }: { machine: MachineDetail }) {
  const { state, stateSince, stateReason, stateDeadline, late, waitingFor, nextAction, operation } = machine;
  return (
    <>
      <p className="tuskar-quiet">
        {machineStates[state].text} for <TimeSpan from={stateSince} to={null} />
        {stateReason !== null && `: ${stateReason}`}. Waits for {waitingFor}
        {stateDeadline !== null && (
          <>
            ; {late ? 'late since' : 'late'} <TimeAgo at={stateDeadline} />
          </>
        )}
        .
      </p>
      <p>
        <strong>Next:</strong> {nextAction}{' '}
        {operation !== null && (
          <Link to="/operations/$id" params={{ id: operation }}>
            Watch the work on it
          </Link>
        )}
      </p>
    </>
  );
}
