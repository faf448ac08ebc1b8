import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { query } from '../api/query.ts';
import { TimeAgo } from '../components/Time.tsx';
import { CertificateFlags } from './CertificateFlags.tsx';

/** Proof that the disks of a machine were erased; nothing where they never were. */
export function MachineCertificates({ machine }: { machine: string }) {
  const { data } = useQuery(query('certificate.list', { query: { machine, limit: 20 } }));
  if (data === undefined || data.items.length === 0) return null;
  return (
    <section aria-labelledby="certificates-title">
      <h2 id="certificates-title" className="tuskar-section-title">
        Erase certificates
      </h2>
      <ul className="tuskar-moments">
        {data.items.map((certificate) => (
          <li key={certificate.id}>
            <Link to="/certificates/$id" params={{ id: certificate.id }}>
              {certificate.goal === 'retired' ? 'Erased for retirement' : 'Erased for another use'}
            </Link>{' '}
            <CertificateFlags certificate={certificate} /> <TimeAgo at={certificate.issuedAt} />
          </li>
        ))}
      </ul>
    </section>
  );
}
