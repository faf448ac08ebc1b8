import { PageSection } from '@patternfly/react-core/dist/dynamic/components/Page';
import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { usePages } from '../api/every-page.ts';
import { ActionButton } from '../components/ActionButton.tsx';
import { formatCount } from '../components/count.ts';
import { Empty } from '../components/Empty.tsx';
import { PageHeading } from '../components/PageHeading.tsx';
import { MachineChoiceActions } from './MachineChoiceActions.tsx';
import { MachineFilterBar } from './MachineFilterBar.tsx';
import { MachineTable } from './MachineTable.tsx';
import { machineFacetsQuery, machinePagesQuery } from './queries.ts';
import { useMachineChoice } from './use-machine-choice.ts';

const route = getRouteApi('/shell/machines');

export function MachinesPage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { rows, more, isLoadingMore } = usePages(machinePagesQuery(search));
  const { data: counts } = useSuspenseQuery(machineFacetsQuery(search));
  const isFiltered = Object.keys(search).some((key) => key !== 'sort');
  const choice = useMachineChoice();
  const trouble = troubleIn(counts);
  const isEmpty = rows.length === 0 && !isFiltered;
  return (
    <>
      <PageHeading
        title="Machines"
        actions={
          <>
            {!isEmpty && <MachineChoiceActions search={search} total={counts.total} choice={choice} />}
            <ActionButton permission="hardware.operate" onClick={() => void navigate({ to: '/enrol' })}>
              Enrol machines
            </ActionButton>
          </>
        }
      >
        {trouble.length > 0 && <p className="tuskar-quiet">{trouble.join(' · ')}</p>}
      </PageHeading>
      <PageSection hasBodyWrapper={false}>
        {isEmpty ? (
          <Empty title="No machine yet" command="tuskar lab machines --simulated 200">
            Enrol machines by their BMC, one by one, from a file, or by a scan. To look around without
            hardware, on the machine that Tuskar runs on:
          </Empty>
        ) : (
          <>
            <MachineFilterBar search={search} counts={counts} />
            {rows.length === 0 ? (
              <Empty title="No such machine">No machine fits the filter.</Empty>
            ) : (
              <MachineTable machines={rows} choice={choice} onEnd={more} />
            )}
            {isLoadingMore && <p className="tuskar-quiet">Loading more…</p>}
          </>
        )}
      </PageSection>
    </>
  );
}

function troubleIn({ late, failed, maintenance }: Record<'late' | 'failed' | 'maintenance', number>) {
  return [
    ...(failed > 0 ? [`${formatCount(failed)} failed`] : []),
    ...(late > 0 ? [`${formatCount(late)} late`] : []),
    ...(maintenance > 0 ? [`${formatCount(maintenance)} in maintenance`] : []),
  ];
}
