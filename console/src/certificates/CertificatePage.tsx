import type { CertificateDocument } from '@tuskar/contract/certificate.ts';
import { Alert } from '@patternfly/react-core/dist/dynamic/components/Alert';
import { Button } from '@patternfly/react-core/dist/dynamic/components/Button';
import { PageSection } from '@patternfly/react-core/dist/dynamic/components/Page';
import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { query } from '../api/query.ts';
import { type Fact, Facts } from '../components/Facts.tsx';
import { PageHeading } from '../components/PageHeading.tsx';
import { Elapsed, TimeInUtc } from '../components/Time.tsx';
import { CertificateFlags } from './CertificateFlags.tsx';
import { CertificateProof } from './CertificateProof.tsx';
import { DiskTable } from './DiskTable.tsx';
import { LeftOutTable } from './LeftOutTable.tsx';

const route = getRouteApi('/shell/certificates/$id');

export function CertificatePage() {
  const params = route.useParams();
  const { data: certificate } = useSuspenseQuery(query('certificate.show', { params }));
  const { data: document } = useSuspenseQuery(query('certificate.document', { params }));
  const { machine, goal, simulated, disks, leftOut } = document;
  return (
    <>
      <PageHeading
        title={`Erase certificate of ${machine.name}`}
        above={[{ text: 'Erase certificates', link: { to: '/certificates' } }]}
        state={<CertificateFlags certificate={document} />}
        actions={
          <Button
            variant="secondary"
            component="a"
            href={`/v1/certificates/${document.id}/page`}
            target="_blank"
            rel="noreferrer"
          >
            Page to print
          </Button>
        }
      >
        {!simulated && (
          <p>
            Every disk of this machine was erased and read again to verify it, before the machine{' '}
            {goal === 'retired' ? 'was retired' : 'was given to another use'}.
          </p>
        )}
      </PageHeading>
      <PageSection hasBodyWrapper={false} className="tuskar-stack">
        {simulated && (
          <Alert variant="warning" isInline component="h2" title="This certificate proves nothing">
            The machine is simulated. Nothing was erased; the figures are invented.
          </Alert>
        )}
        <Facts facts={factsOf(document)} />
        <h2 className="tuskar-section-title">Disks</h2>
        <DiskTable disks={disks} />
        <LeftOutTable leftOut={leftOut} />
        <CertificateProof certificate={certificate} document={document} />
      </PageSection>
    </>
  );
}

function factsOf({ id, issuedAt, standard, machine, operation, goal }: CertificateDocument): Fact[] {
  return [
    {
      term: 'Machine',
      value: (
        <Link to="/machines/$name" params={{ name: machine.name }}>
          {machine.name}
        </Link>
      ),
    },
    {
      term: 'Maker and model',
      value: [machine.manufacturer, machine.model].filter((part) => part !== null).join(' ') || '—',
    },
    { term: 'Serial number', value: machine.serial ?? '—' },
    { term: 'Erased for', value: goal === 'retired' ? 'retirement' : 'another use' },
    { term: 'Standard', value: standard },
    { term: 'Asked for by', value: operation.requestedBy },
    ...(operation.reason === null ? [] : [{ term: 'Reason', value: operation.reason }]),
    {
      term: 'Operation',
      value: (
        <Link to="/operations/$id" params={{ id: operation.id }}>
          {operation.id.slice(0, 13)}
        </Link>
      ),
    },
    { term: 'Began', value: <TimeInUtc at={operation.startedAt} /> },
    { term: 'Ended', value: <TimeInUtc at={operation.endedAt} /> },
    { term: 'Took', value: <Elapsed from={operation.startedAt} to={operation.endedAt} /> },
    { term: 'Issued', value: <TimeInUtc at={issuedAt} /> },
    { term: 'Identity of the machine', value: <code className="tuskar-long">{machine.id}</code> },
    { term: 'Certificate', value: <code className="tuskar-long">{id}</code> },
  ];
}
