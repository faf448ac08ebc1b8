import type { AuditEntry } from '@tuskar/contract/access.ts';
import { PageSection } from '@patternfly/react-core/dist/dynamic/components/Page';
import { getRouteApi } from '@tanstack/react-router';
import { usePages } from '../api/every-page.ts';
import { formatCount } from '../components/count.ts';
import { type Column, DataTable } from '../components/DataTable.tsx';
import { type SearchChange, withChange } from '../components/search-change.ts';
import { Empty } from '../components/Empty.tsx';
import { FilterBar, optionsOf, SelectFilter } from '../components/FilterBar.tsx';
import { PageHeading } from '../components/PageHeading.tsx';
import { StateLabel } from '../components/StateLabel.tsx';
import { auditOutcomes } from '../components/states.ts';
import { SubjectLink } from '../components/SubjectLink.tsx';
import { TimeAgo } from '../components/Time.tsx';
import { AuditActor } from './AuditActor.tsx';
import { AuditChain } from './AuditChain.tsx';
import { AuditDetail } from './AuditDetail.tsx';
import { type AuditSearch, auditQuery } from './queries.ts';
import { TypedFilter } from '../components/TypedFilter.tsx';

const route = getRouteApi('/shell/audit');

const columns: Column<AuditEntry>[] = [
  { header: 'When', isName: true, width: 10, cell: ({ at }) => <TimeAgo at={at} /> },
  { header: 'Who', width: 20, cell: (entry) => <AuditActor {...entry} /> },
  { header: 'What', width: 15, cell: ({ action }) => <code className="tuskar-action">{action}</code> },
  { header: 'About', cell: ({ subject }) => (subject === null ? '—' : <SubjectLink subject={subject} />) },
  {
    header: 'Outcome',
    width: 10,
    cell: ({ outcome, status }) => (
      <StateLabel look={auditOutcomes[outcome]} title={`HTTP status ${status}`} />
    ),
  },
  { header: 'Detail', width: 25, cell: (entry) => <AuditDetail entry={entry} /> },
];

export function AuditPage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { rows, more, hasMore, isLoadingMore } = usePages(auditQuery(search));
  const set = (change: SearchChange<AuditSearch>) =>
    void navigate({ search: withChange(search, change), replace: true });
  return (
    <>
      <PageHeading title="Audit trail" actions={<AuditChain />}>
        <p className="tuskar-quiet">
          Every write and every refusal, newest first; each entry seals the one before it.
        </p>
      </PageHeading>
      <PageSection hasBodyWrapper={false}>
        <FilterBar count={`${formatCount(rows.length)}${hasMore ? ' or more' : ''} shown`}>
          <TypedFilter label="Who" value={search.actor} onChange={(actor) => set({ actor })} />
          <TypedFilter label="Token" value={search.token} onChange={(token) => set({ token })} />
          <TypedFilter label="What" value={search.action} onChange={(action) => set({ action })} />
          <SelectFilter
            label="Outcome"
            all="All outcomes"
            value={search.outcome}
            options={optionsOf(auditOutcomes)}
            onChange={(outcome) => set({ outcome })}
          />
        </FilterBar>
        {rows.length === 0 ? (
          <Empty title="No such entry">
            No entry fits the filter. Who, token and what are matched whole.
          </Empty>
        ) : (
          <DataTable
            label="Audit trail"
            columns={columns}
            rows={rows}
            keyOf={({ seq }) => String(seq)}
            onEnd={more}
          />
        )}
        {isLoadingMore && <p className="tuskar-quiet">Loading more…</p>}
      </PageSection>
    </>
  );
}
