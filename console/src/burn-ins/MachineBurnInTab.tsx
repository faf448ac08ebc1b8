import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Empty } from '../components/Empty.tsx';
import { StateLabel } from '../components/StateLabel.tsx';
import { burnInStates } from '../components/states.ts';
import { TimeAgo } from '../components/Time.tsx';
import { BurnInTable } from './BurnInTable.tsx';
import { BurnInView } from './BurnInView.tsx';
import { burnInsOfQuery } from './queries.ts';

const route = getRouteApi('/shell/machines/$name/burn-in');

/** The newest burn-in of a machine in full, and those before it. */
export function MachineBurnInTab() {
  const { name } = route.useParams();
  const [newest, ...earlier] = useSuspenseQuery(burnInsOfQuery(name)).data.items;
  if (newest === undefined) {
    return (
      <Empty title="It was never burnt in" command={`tuskar burn-in run ${name} --profile quick`}>
        A burn-in tests processors, memory, disks and network, and judges what it measures against the
        machine&apos;s siblings. What is on its disks is destroyed:
      </Empty>
    );
  }
  return (
    <>
      <div className="tuskar-panel-head">
        <h2 className="tuskar-panel-title">
          Burn-in &lsquo;{newest.profile}&rsquo; <TimeAgo at={newest.createdAt} />
        </h2>
        <StateLabel look={burnInStates[newest.state]} />
      </div>
      <BurnInView id={newest.id} hasMachine={false} />
      {earlier.length > 0 && (
        <>
          <h2 className="tuskar-section-title">Before that</h2>
          <BurnInTable label="Earlier burn-ins" burnIns={earlier} hasMachine={false} />
        </>
      )}
    </>
  );
}
