import { getRouteApi } from '@tanstack/react-router';
import { usePages } from '../api/every-page.ts';
import { formatCount } from '../components/count.ts';
import { Empty } from '../components/Empty.tsx';
import { FilterBar, optionsOf, SelectFilter } from '../components/FilterBar.tsx';
import { burnInStates } from '../components/states.ts';
import { BurnInTable } from './BurnInTable.tsx';
import { burnInPagesQuery } from './queries.ts';

const route = getRouteApi('/shell/burn-ins/');

export function BurnInRunsTab() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { rows, more, hasMore, isLoadingMore } = usePages(burnInPagesQuery(search));
  if (rows.length === 0 && search.state === undefined) {
    return (
      <Empty title="No machine was burnt in yet" command="tuskar burn-in run m1 m2 --profile quick">
        Choose the machines and a profile here, or on the command line:
      </Empty>
    );
  }
  return (
    <>
      <FilterBar count={`${formatCount(rows.length)}${hasMore ? ' or more' : ''} shown`}>
        <SelectFilter
          label="State"
          all="All states"
          value={search.state}
          options={optionsOf(burnInStates)}
          onChange={(state) => void navigate({ search: state === undefined ? {} : { state }, replace: true })}
        />
      </FilterBar>
      {rows.length === 0 ? (
        <Empty title="No such burn-in">No burn-in is in this state.</Empty>
      ) : (
        <BurnInTable label="Burn-ins" burnIns={rows} hasMachine onEnd={more} />
      )}
      {isLoadingMore && <p className="tuskar-quiet">Loading more…</p>}
    </>
  );
}
