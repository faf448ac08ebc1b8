import { useQuery } from '@tanstack/react-query';
import { query } from '../api/query.ts';
import { Facts } from '../components/Facts.tsx';
import { TimeAgo } from '../components/Time.tsx';
import { MachineFlags } from '../machines/MachineFlags.tsx';
import { MachineStateLabel } from '../machines/MachineStateLabel.tsx';
import { placeOf } from '../machines/MachineTable.tsx';
import { incidentsOfMachineQuery } from './queries.ts';
import { IncidentTable } from './IncidentTable.tsx';

/** Where a person finds the machine, how it is, and what else was ever wrong with it. */
export function IncidentMachine({ name, incident }: { name: string; incident: string }) {
  // An incident outlives its machine: one that was forgotten is not found.
  const { data: machine } = useQuery(query('machine.show', { params: { name } }));
  const { data: all } = useQuery(incidentsOfMachineQuery(name));
  const others = (all?.items ?? []).filter(({ id }) => id !== incident);
  return (
    <>
      {machine !== undefined && (
        <section className="tuskar-stack" aria-labelledby="machine-title">
          <h2 id="machine-title" className="tuskar-section-title">
            The machine now
          </h2>
          <Facts
            facts={[
              {
                term: 'State',
                value: (
                  <>
                    <MachineStateLabel machine={machine} /> <MachineFlags machine={machine} />
                  </>
                ),
              },
              { term: 'Since', value: <TimeAgo at={machine.stateSince} /> },
              { term: 'Place', value: placeOf(machine) ?? 'in no rack' },
              { term: 'Model', value: machine.model ?? '—' },
              { term: 'Serial number', value: machine.serial ?? '—' },
              { term: 'Power', value: machine.power },
            ]}
          />
        </section>
      )}
      {others.length > 0 && (
        <section aria-labelledby="others-title">
          <h2 id="others-title" className="tuskar-section-title">
            What else was wrong with {name}
          </h2>
          <IncidentTable label={`Other incidents of ${name}`} incidents={others} isOfOne />
        </section>
      )}
    </>
  );
}
