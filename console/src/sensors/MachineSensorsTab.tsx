import type { Machine } from '@tuskar/contract/machine.ts';
import type { SensorReading } from '@tuskar/contract/machine-watch.ts';
import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { query } from '../api/query.ts';
import { Empty } from '../components/Empty.tsx';
import { StateLabel } from '../components/StateLabel.tsx';
import { bmcHealths } from '../components/states.ts';
import { TimeAgo } from '../components/Time.tsx';
import { MachineIncidents } from '../machines/MachineIncidents.tsx';
import { sensorsQuery } from './queries.ts';
import { SensorTable } from './SensorTable.tsx';

const route = getRouteApi('/shell/machines/$name/sensors');

const kinds = [
  { kind: 'temperature', title: 'Temperatures' },
  { kind: 'fan', title: 'Fans' },
  { kind: 'power', title: 'Power' },
] as const;

export function MachineSensorsTab() {
  const { name } = route.useParams();
  const { health, readAt, sensors } = useSuspenseQuery(sensorsQuery(name)).data;
  const { power } = useSuspenseQuery(query('machine.show', { params: { name } })).data;
  if (readAt === null) {
    return (
      <Empty title="Nobody has read its sensors yet" command={`tuskar machine sensors ${name}`}>
        Tuskar reads them from the BMC by Redfish, a while after the machine was enrolled. On the command
        line:
      </Empty>
    );
  }
  return (
    <>
      <p>
        {health !== null && <StateLabel look={bmcHealths[health]} />}{' '}
        <span className="tuskar-quiet">
          as its BMC says, read <TimeAgo at={readAt} />
        </span>
      </p>
      {kinds.map(({ kind, title }) => (
        <Kind key={kind} title={title} sensors={sensors.filter((one) => one.kind === kind)} power={power} />
      ))}
      {sensors.length === 0 && (
        <Empty title="It has no sensors">
          Its BMC answers, and tells of neither temperatures nor fans nor power.
        </Empty>
      )}
      <MachineIncidents name={name} title="What sensors and the event log have told" />
    </>
  );
}

type KindProps = { title: string; sensors: SensorReading[]; power: Machine['power'] };

function Kind({ title, sensors, power }: KindProps) {
  if (sensors.length === 0) return null;
  return (
    <section aria-label={title}>
      <h2 className="tuskar-section-title">{title}</h2>
      <SensorTable label={title} sensors={sensors} power={power} />
    </section>
  );
}
