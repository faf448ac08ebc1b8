import { PageSection } from '@patternfly/react-core/dist/dynamic/components/Page';
import { useMemo, useState } from 'react';
import { useEveryPage } from '../api/every-page.ts';
import { countOf, formatCount } from '../components/count.ts';
import { Empty } from '../components/Empty.tsx';
import { FilterBar, SearchFilter, SelectFilter } from '../components/FilterBar.tsx';
import { PageHeading } from '../components/PageHeading.tsx';
import { everyRackQuery } from './queries.ts';
import { RackTable } from './RackTable.tsx';

export function RacksPage() {
  const { rows, isComplete } = useEveryPage(everyRackQuery);
  const [text, setText] = useState('');
  const [site, setSite] = useState<string>();
  const sites = useMemo(() => [...new Set(rows.map((rack) => rack.site))].sort(), [rows]);
  const wanted = text.trim().toLowerCase();
  const shown = rows.filter(
    (rack) =>
      (site === undefined || rack.site === site) &&
      `${rack.name} ${rack.title ?? ''} ${rack.location ?? ''}`.toLowerCase().includes(wanted),
  );
  const total = `${countOf(rows.length, 'rack')}${isComplete ? '' : ', loading more'}`;
  return (
    <>
      <PageHeading title="Racks" />
      <PageSection hasBodyWrapper={false}>
        {rows.length === 0 ? (
          <Empty title="No rack yet" command="tuskar rack import -f racks.csv">
            Racks come one by one, from a file, or from NetBox:
          </Empty>
        ) : (
          <>
            <FilterBar
              count={shown.length === rows.length ? total : `${formatCount(shown.length)} of ${total}`}
            >
              <SearchFilter label="Find a rack" value={text} onChange={setText} />
              {sites.length > 1 && (
                <SelectFilter
                  label="Site"
                  all="All sites"
                  value={site}
                  options={sites.map((value) => ({ value, text: value }))}
                  onChange={setSite}
                />
              )}
            </FilterBar>
            {shown.length === 0 ? (
              <Empty title="No such rack">No rack fits the filter.</Empty>
            ) : (
              <RackTable racks={shown} />
            )}
          </>
        )}
      </PageSection>
    </>
  );
}
