import type { MachineScan } from '@tuskar/contract/machine-scan.ts';
import { PageSection } from '@patternfly/react-core/dist/dynamic/components/Page';
import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { query } from '../api/query.ts';
import { useNow } from '../components/now.ts';
import { Empty } from '../components/Empty.tsx';
import { PageHeading } from '../components/PageHeading.tsx';
import { TimeAgo } from '../components/Time.tsx';
import { ScanCandidates } from './ScanCandidates.tsx';
import { ScanProgress } from './ScanProgress.tsx';
import { foundInShort } from './scan-found.ts';

const route = getRouteApi('/shell/enrol/scans/$id');

export function ScanPage() {
  const params = route.useParams();
  const { data: scan } = useSuspenseQuery(query('machine-scan.show', { params }));
  const { data: operation } = useQuery(query('operation.show', { params }));
  const { range, requestedBy, createdAt, candidates } = scan;
  return (
    <>
      <PageHeading
        title={`Scan of ${range}`}
        above={[
          { text: 'Machines', link: { to: '/machines' } },
          { text: 'Enrol machines', link: { to: '/enrol/scan' } },
        ]}
      >
        <p className="tuskar-quiet">
          Asked by {requestedBy}, <TimeAgo at={createdAt} />. Found: {foundInShort(scan)}.
        </p>
      </PageHeading>
      <PageSection hasBodyWrapper={false} className="tuskar-stack">
        {candidates === null && operation !== undefined && <ScanProgress operation={operation} />}
        {candidates !== null && <Found scan={scan} candidates={candidates} />}
      </PageSection>
    </>
  );
}

/** As the server keeps them. */
const credentialsKeptMs = 24 * 60 * 60 * 1_000;

type FoundProps = { scan: MachineScan; candidates: NonNullable<MachineScan['candidates']> };

function Found({ scan, candidates }: FoundProps) {
  const isStale = useNow() - Date.parse(scan.createdAt) > credentialsKeptMs;
  if (candidates.length > 0) {
    return <ScanCandidates scan={scan.id} candidates={candidates} isStale={isStale} />;
  }
  return (
    <Empty
      title="No BMC was found"
      command={`tuskar machine scan start ${scan.range} --user <user> --password`}
    >
      Nothing in {scan.range} answered as Redfish does. Look whether Tuskar reaches that network, and whether
      the BMCs listen on another port.
    </Empty>
  );
}
