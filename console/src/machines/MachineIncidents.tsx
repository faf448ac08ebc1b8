import { useQuery } from '@tanstack/react-query';
import { incidentsOfMachineQuery } from '../incidents/queries.ts';
import { IncidentTable } from '../incidents/IncidentTable.tsx';

type MachineIncidentsProps = {
  name: string;
  title: string;
  /** Those that are closed are left out. */
  isOpenOnly?: boolean;
};

/** What watching has found wrong with a machine, entries of its BMC's event log too; nothing where there is none. */
export function MachineIncidents({ name, title, isOpenOnly = false }: MachineIncidentsProps) {
  const { data } = useQuery(incidentsOfMachineQuery(name));
  const incidents = (data?.items ?? []).filter(({ closedAt }) => !isOpenOnly || closedAt === null);
  if (incidents.length === 0) return null;
  return (
    <section aria-label={title}>
      <h2 className="tuskar-section-title">{title}</h2>
      <IncidentTable label={title} incidents={incidents} isOfOne />
    </section>
  );
}
