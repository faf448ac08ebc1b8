import type { Certificate } from '@tuskar/contract/certificate.ts';
import { StateLabel } from '../components/StateLabel.tsx';

type CertificateFlagsProps = {
  certificate: Pick<Certificate, 'simulated'> & { disks: Pick<Certificate['disks'][number], 'class'>[] };
};

/** What it is worth: the class that all its disks have reached, which is the least of theirs. */
export function CertificateFlags({ certificate: { simulated, disks } }: CertificateFlagsProps) {
  if (simulated) {
    return (
      <StateLabel
        look={{ text: 'Simulated: proves nothing', tone: 'attention' }}
        title="The machine is simulated. Nothing was erased."
      />
    );
  }
  return disks.every((disk) => disk.class === 'purge') ? (
    <StateLabel
      look={{ text: 'Purge', tone: 'good' }}
      title="NIST SP 800-88: what was on the disks cannot be brought back, not even in a laboratory."
    />
  ) : (
    <StateLabel
      look={{ text: 'Clear', tone: 'good' }}
      title="NIST SP 800-88: what was on the disks cannot be brought back by any software."
    />
  );
}
