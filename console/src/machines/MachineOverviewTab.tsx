import type { MachineDetail } from '@tuskar/contract/machine.ts';
import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { query } from '../api/query.ts';
import { MachineCertificates } from '../certificates/MachineCertificates.tsx';
import { Empty } from '../components/Empty.tsx';
import { Facts } from '../components/Facts.tsx';
import { ProblemAlert } from '../components/ProblemAlert.tsx';
import { OperationTable } from '../operations/OperationTable.tsx';
import { bmcFacts, machineFacts, nodeFacts } from './facts.tsx';
import { MachineConsole } from './MachineConsole.tsx';
import { MachineDeviations } from './MachineDeviations.tsx';
import { MachineIncidents } from './MachineIncidents.tsx';
import { MachineRescueAccess } from './MachineRescueAccess.tsx';

const route = getRouteApi('/shell/machines/$name/');

export function MachineOverviewTab() {
  const params = route.useParams();
  const { data: machine } = useSuspenseQuery(query('machine.show', { params }));
  return (
    <>
      <Failure machine={machine} />
      {machine.state === 'rescued' && <MachineRescueAccess name={machine.name} />}
      <MachineDeviations name={machine.name} />
      <MachineIncidents name={machine.name} title="Open incidents" isOpenOnly />
      <Facts facts={machineFacts(machine)} />
      {machine.note !== null && <p>{machine.note}</p>}
      <h2 className="tuskar-section-title">Management controller</h2>
      <Facts facts={bmcFacts(machine)} />
      <MachineConsole name={machine.name} />
      {machine.node !== null && (
        <>
          <h2 className="tuskar-section-title">As the bare-metal service sees it</h2>
          <Facts facts={nodeFacts(machine.node)} />
        </>
      )}
      <MachineCertificates machine={machine.name} />
      <Operations name={machine.name} />
    </>
  );
}

function Failure({ machine: { name, failure } }: { machine: MachineDetail }) {
  if (failure === null) return null;
  const { code, message, remedy, step, output, part } = failure;
  const params = { name };
  const context = Object.fromEntries(
    Object.entries({ step, part, output }).filter(([, value]) => value !== null),
  );
  return (
    <ProblemAlert
      problem={{ title: 'The last work on it failed', detail: message, remedy, code, context }}
      actions={
        code === 'burn-in-failed' && (
          <Link to="/machines/$name/burn-in" params={params}>
            See what was measured
          </Link>
        )
      }
    />
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
