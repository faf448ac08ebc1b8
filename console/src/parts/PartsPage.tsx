import type { Part } from '@tuskar/contract/inspection.ts';
import { PageSection } from '@patternfly/react-core/dist/dynamic/components/Page';
import { getRouteApi, Link } from '@tanstack/react-router';
import { usePages } from '../api/every-page.ts';
import { formatCount } from '../components/count.ts';
import { type Column, DataTable } from '../components/DataTable.tsx';
import { Empty } from '../components/Empty.tsx';
import { FilterBar, optionsOf, SelectFilter } from '../components/FilterBar.tsx';
import { PageHeading } from '../components/PageHeading.tsx';
import { TimeAgo } from '../components/Time.tsx';
import { TypedSearch } from '../components/TypedSearch.tsx';
import { partKinds } from './part-names.ts';
import { PartLink } from './PartLink.tsx';
import { partPagesQuery, type PartSearch } from './queries.ts';

const route = getRouteApi('/shell/parts');

const columns: Column<Part>[] = [
  { header: 'Serial number', isName: true, width: 20, cell: ({ serial }) => <PartLink serial={serial} /> },
  { header: 'Kind', cell: ({ kind }) => partKinds[kind].text },
  {
    header: 'Model',
    width: 25,
    cell: ({ manufacturer, model }) =>
      [manufacturer, model].filter((part) => part !== null).join(' ') || 'not said',
  },
  {
    header: 'Machine',
    cell: ({ machine }) =>
      machine === null ? (
        <span className="tuskar-quiet">in none</span>
      ) : (
        <Link to="/machines/$name/hardware" params={{ name: machine }}>
          {machine}
        </Link>
      ),
  },
  { header: 'Place', cell: ({ place }) => place ?? '—' },
  { header: 'Last seen', cell: ({ lastSeenAt }) => <TimeAgo at={lastSeenAt} /> },
];

export function PartsPage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { rows, more, hasMore } = usePages(partPagesQuery(search));
  const choose = (change: PartSearch) => void navigate({ search: change, replace: true });
  const { search: text, kind } = search;
  const isFiltered = text !== undefined || kind !== undefined;
  return (
    <>
      <PageHeading title="Parts">
        <p className="tuskar-quiet">
          Everything with a serial number that an inspection has seen: where it is, and where it was.
        </p>
      </PageHeading>
      <PageSection hasBodyWrapper={false}>
        {rows.length === 0 && !isFiltered ? (
          <Empty title="No part yet" command="tuskar machine inspect m1">
            An inspection reads what a machine is made of, part by part:
          </Empty>
        ) : (
          <>
            <FilterBar count={`${formatCount(rows.length)}${hasMore ? ' or more' : ''} shown`}>
              <TypedSearch
                label="Serial number or model"
                given={text ?? ''}
                onSettled={(typed) =>
                  choose({
                    ...(typed === '' ? {} : { search: typed }),
                    ...(kind === undefined ? {} : { kind }),
                  })
                }
              />
              <SelectFilter
                label="Kind"
                all="All kinds"
                value={kind}
                options={optionsOf(partKinds)}
                onChange={(chosen) =>
                  choose({
                    ...(text === undefined ? {} : { search: text }),
                    ...(chosen === undefined ? {} : { kind: chosen }),
                  })
                }
              />
            </FilterBar>
            {rows.length === 0 ? (
              <Empty title="No such part">No part that was ever seen fits the filter.</Empty>
            ) : (
              <DataTable label="Parts" columns={columns} rows={rows} keyOf={({ id }) => id} onEnd={more} />
            )}
          </>
        )}
      </PageSection>
    </>
  );
}
