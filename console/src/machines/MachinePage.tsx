import type { MachineDetail } from '@tuskar/contract/machine.ts';
import { PageSection } from '@patternfly/react-core/dist/dynamic/components/Page';
import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { query } from '../api/query.ts';
import { Empty } from '../components/Empty.tsx';
import { Facts } from '../components/Facts.tsx';
import { PageHeading } from '../components/PageHeading.tsx';
import { ProblemAlert } from '../components/ProblemAlert.tsx';
import { StateLabel } from '../components/StateLabel.tsx';
import { machineStates } from '../components/states.ts';
import { TimeAgo } from '../components/Time.tsx';
import { OperationTable } from '../operations/OperationTable.tsx';
import { bmcFacts, machineFacts, nodeFacts } from './facts.tsx';
import { MachineActions } from './MachineActions.tsx';
import { MachineFlags } from './MachineFlags.tsx';

const route = getRouteApi('/shell/machines/$name');

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
      </PageHeading>
      <PageSection hasBodyWrapper={false} className="tuskar-stack">
        <Failure machine={machine} />
        <Facts facts={machineFacts(machine)} />
        {machine.note !== null && <p>{machine.note}</p>}
        <h2 className="tuskar-section-title">Management controller</h2>
        <Facts facts={bmcFacts(machine)} />
        {machine.node !== null && (
          <>
            <h2 className="tuskar-section-title">As the bare-metal service sees it</h2>
            <Facts facts={nodeFacts(machine.node)} />
          </>
        )}
        <Operations name={machine.name} />
      </PageSection>
    </>
  );
}

/** Since when it is in its state, why, what it waits for, and what a person can do. */
function Clock({ machine }: { machine: MachineDetail }) {
  const { state, stateSince, stateReason, stateDeadline, late, waitingFor, nextAction } = machine;
  return (
    <>
      <p className="tuskar-quiet">
        {machineStates[state].text} since <TimeAgo at={stateSince} />
        {stateReason !== null && `: ${stateReason}`}. Waits for {waitingFor}
        {stateDeadline !== null && (
          <>
            ; {late ? 'late since' : 'late'} <TimeAgo at={stateDeadline} />
          </>
        )}
        .
      </p>
      <p>
        <strong>Next:</strong> {nextAction}
      </p>
    </>
  );
}

function Failure({ machine: { failure } }: { machine: MachineDetail }) {
  if (failure === null) return null;
  const { code, message, remedy, step, output, part } = failure;
  const context = Object.fromEntries(
    Object.entries({ step, part, output }).filter(([, value]) => value !== null),
  );
  return (
    <ProblemAlert problem={{ title: 'The last work on it failed', detail: message, remedy, code, context }} />
  );
}

function Operations({ name }: { name: string }) {
  const subject = `machine/${name}`;
  const { data: operations } = useQuery(query('operation.list', { query: { subject, limit: 20 } }));
  return (
    <>
      <h2 className="tuskar-section-title">Operations on this machine</h2>
      {operations?.items.length === 0 && (
        <Empty title="None yet" command={`tuskar machine inspect ${name}`}>
          An inspection finds out what the machine is made of.
        </Empty>
      )}
      {operations !== undefined && operations.items.length > 0 && (
        <OperationTable label="Operations on this machine" operations={operations.items} />
      )}
    </>
  );
}
