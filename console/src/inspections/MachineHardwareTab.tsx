import type { Inspection } from '@tuskar/contract/inspection.ts';
import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Empty } from '../components/Empty.tsx';
import { MachineDeviations } from '../machines/MachineDeviations.tsx';
import { ChangeTable } from './ChangeTable.tsx';
import { InspectionChoice } from './InspectionChoice.tsx';
import { InspectionTable } from './InspectionTable.tsx';
import { InventoryView } from './InventoryView.tsx';
import { changesQuery, inspectionQuery, inspectionsQuery } from './queries.ts';

const route = getRouteApi('/shell/machines/$name/hardware');

export function MachineHardwareTab() {
  const { name } = route.useParams();
  const { inspection: chosen } = route.useSearch();
  const { items: inspections } = useSuspenseQuery(inspectionsQuery(name)).data;
  const number = chosen ?? inspections[0]?.number;
  if (number === undefined) {
    return (
      <Empty title="Nobody has looked into it yet" command={`tuskar machine inspect ${name}`}>
        An inspection boots the agent on the machine, and reads every processor, DIMM, disk and network port:
      </Empty>
    );
  }
  return <Inspected name={name} number={number} inspections={inspections} />;
}

type InspectedProps = { name: string; number: number; inspections: Inspection[] };

function Inspected({ name, number, inspections }: InspectedProps) {
  const { since } = route.useSearch();
  const navigate = route.useNavigate();
  const { data: inspection } = useSuspenseQuery(inspectionQuery(name, number));
  const { data: comparison } = useSuspenseQuery(changesQuery(name, number, since));
  const isNewest = number === inspections[0]?.number;
  return (
    <>
      <InspectionChoice
        inspections={inspections}
        number={number}
        before={comparison.before}
        onChoose={(search) => void navigate({ search, replace: true, resetScroll: false })}
      />
      {isNewest && <MachineDeviations name={name} />}
      <ChangeTable comparison={comparison} />
      <InventoryView inventory={inspection.inventory} />
      <h2 className="tuskar-section-title">All inspections</h2>
      <InspectionTable name={name} inspections={inspections} />
    </>
  );
}
