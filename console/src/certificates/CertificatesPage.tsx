import type { Certificate } from '@tuskar/contract/certificate.ts';
import { PageSection } from '@patternfly/react-core/dist/dynamic/components/Page';
import { getRouteApi, Link } from '@tanstack/react-router';
import { usePages } from '../api/every-page.ts';
import { countOf, formatCount } from '../components/count.ts';
import { type Column, DataTable } from '../components/DataTable.tsx';
import { type SearchChange, withChange } from '../components/search-change.ts';
import { Empty } from '../components/Empty.tsx';
import { FilterBar } from '../components/FilterBar.tsx';
import { PageHeading } from '../components/PageHeading.tsx';
import { TimeAgo } from '../components/Time.tsx';
import { TypedFilter } from '../components/TypedFilter.tsx';
import { CertificateFlags } from './CertificateFlags.tsx';
import { certificatePagesQuery, type CertificateSearch } from './queries.ts';

const route = getRouteApi('/shell/certificates');

const columns: Column<Certificate>[] = [
  {
    header: 'Machine',
    isName: true,
    width: 15,
    cell: ({ id, machine }) => (
      <Link to="/certificates/$id" params={{ id }}>
        {machine}
      </Link>
    ),
  },
  { header: 'Proves', width: 20, cell: (certificate) => <CertificateFlags certificate={certificate} /> },
  { header: 'Disks', width: 30, cell: ({ disks }) => <DisksInShort disks={disks} /> },
  {
    header: 'Erased for',
    cell: ({ goal }) => (goal === 'retired' ? 'retirement' : 'another use'),
  },
  { header: 'Asked by', cell: ({ requestedBy }) => requestedBy },
  { header: 'Issued', cell: ({ issuedAt }) => <TimeAgo at={issuedAt} /> },
];

export function CertificatesPage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { rows, more, hasMore, isLoadingMore } = usePages(certificatePagesQuery(search));
  const set = (change: SearchChange<CertificateSearch>) =>
    void navigate({ search: withChange(search, change), replace: true });
  const isFiltered = Object.keys(search).length > 0;
  return (
    <>
      <PageHeading title="Erase certificates">
        <p className="tuskar-quiet">
          Proof that every disk of a machine was erased and read again, signed, and kept for ever.{' '}
          <Link to="/certificates/keys">Signing keys</Link>
        </p>
      </PageHeading>
      <PageSection hasBodyWrapper={false}>
        {(rows.length > 0 || isFiltered) && (
          <FilterBar count={`${formatCount(rows.length)}${hasMore ? ' or more' : ''} shown`}>
            <TypedFilter label="Machine" value={search.machine} onChange={(machine) => set({ machine })} />
            <TypedFilter
              label="Serial number of a disk"
              value={search.disk}
              onChange={(disk) => set({ disk })}
            />
          </FilterBar>
        )}
        {rows.length > 0 && (
          <DataTable
            label="Erase certificates"
            columns={columns}
            rows={rows}
            keyOf={({ id }) => id}
            onEnd={more}
          />
        )}
        {isLoadingMore && <p className="tuskar-quiet">Loading more…</p>}
        {rows.length === 0 && isFiltered && (
          <Empty title="No such certificate">
            No certificate fits the filter. Names, serial numbers and WWNs are matched whole.
          </Empty>
        )}
        {rows.length === 0 && !isFiltered && (
          <Empty title="No machine was erased yet" command="tuskar machine retire <name>">
            A certificate is issued when every disk of a machine was erased, before it is retired or used
            again:
          </Empty>
        )}
      </PageSection>
    </>
  );
}

const shown = 3;

function DisksInShort({ disks }: Pick<Certificate, 'disks'>) {
  const names = disks.slice(0, shown).map(({ serial, model }) => serial ?? model ?? 'one without a number');
  return (
    <>
      {countOf(disks.length, 'disk')}{' '}
      <span className="tuskar-quiet tuskar-long">
        {names.join(', ')}
        {disks.length > shown && ', …'}
      </span>
    </>
  );
}
