import { PageSection } from '@patternfly/react-core/dist/dynamic/components/Page';
import { getRouteApi } from '@tanstack/react-router';
import { usePages } from '../api/every-page.ts';
import { formatCount } from '../components/count.ts';
import { Empty } from '../components/Empty.tsx';
import { FilterBar, optionsOf, SelectFilter } from '../components/FilterBar.tsx';
import { PageHeading } from '../components/PageHeading.tsx';
import { operationStates } from '../components/states.ts';
import { OperationTable } from './OperationTable.tsx';
import { operationPagesQuery } from './queries.ts';

const route = getRouteApi('/shell/operations');

export function OperationsPage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { rows, more, hasMore, isLoadingMore } = usePages(operationPagesQuery(search));
  const kinds = [
    ...new Set([...(search.kind === undefined ? [] : [search.kind]), ...rows.map(({ kind }) => kind)]),
  ].sort();
  const isFiltered = Object.keys(search).length > 0;
  return (
    <>
      <PageHeading title="Operations">
        <p className="tuskar-quiet">Work that a person or a schedule asked for, newest first.</p>
      </PageHeading>
      <PageSection hasBodyWrapper={false}>
        <FilterBar count={`${formatCount(rows.length)}${hasMore ? ' or more' : ''} shown`}>
          <SelectFilter
            label="State"
            all="All states"
            value={search.state}
            options={optionsOf(operationStates)}
            onChange={(state) => void navigate({ search: withValue(search, 'state', state), replace: true })}
          />
          <SelectFilter
            label="Kind"
            all="All kinds"
            value={search.kind}
            options={kinds.map((kind) => ({ value: kind, text: kind }))}
            onChange={(kind) => void navigate({ search: withValue(search, 'kind', kind), replace: true })}
          />
        </FilterBar>
        {rows.length > 0 && <OperationTable operations={rows} onEnd={more} />}
        {isLoadingMore && <p className="tuskar-quiet">Loading more…</p>}
        {rows.length === 0 && isFiltered && (
          <Empty title="No such operation">No operation fits the filter.</Empty>
        )}
        {rows.length === 0 && !isFiltered && (
          <Empty title="Nothing was asked for yet" command="tuskar try">
            Operations appear here as soon as something is built, deployed or verified. The quickest way to a
            running cloud, on the machine that Tuskar runs on:
          </Empty>
        )}
      </PageSection>
    </>
  );
}

function withValue<Search extends object, Key extends keyof Search>(
  search: Search,
  key: Key,
  value: Search[Key] | undefined,
): Search {
  const { [key]: _, ...others } = search;
  return (value === undefined ? others : { ...others, [key]: value }) as Search;
}
