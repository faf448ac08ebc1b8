import type { Certificate, CertificateDocument } from '@tuskar/contract/certificate.ts';
import { Button } from '@patternfly/react-core/dist/dynamic/components/Button';
import { DownloadIcon } from '@patternfly/react-icons/dist/dynamic/icons/download-icon';
import { client } from '../api/client.ts';
import { Command } from '../components/Command.tsx';
import { Facts } from '../components/Facts.tsx';
import { saveText } from '../components/save-text.ts';
import { notifyProblem } from '../shell/notify-problem.ts';
import { keyFile } from './key-file.ts';

type CertificateProofProps = { certificate: Certificate; document: CertificateDocument };

/** What was signed with what, the files to keep, and how others verify them without Tuskar. */
export function CertificateProof({ certificate, document }: CertificateProofProps) {
  const { id, sha256, keyId } = certificate;
  const key = keyFile(keyId);
  return (
    <>
      <h2 className="tuskar-section-title">Proof</h2>
      <Facts
        facts={[
          {
            term: 'SHA-256 of the document',
            value: <code className="tuskar-long">{sha256}</code>,
            isWide: true,
          },
          {
            term: `SHA-256 of the log, ${document.log.lines} lines`,
            value: <code className="tuskar-long">{document.log.sha256}</code>,
            isWide: true,
          },
          { term: 'Signed by the key', value: <code className="tuskar-long">{keyId}</code>, isWide: true },
          { term: 'Issued by', value: `Tuskar ${document.tuskar.version}` },
        ]}
      />
      <ul className="tuskar-downloads" aria-label="Files of the certificate">
        <Download href={`/v1/certificates/${id}/document`}>Document</Download>
        <Download href={`/v1/certificates/${id}/signature`}>Signature</Download>
        <Download href={`/v1/certificates/${id}/log`}>Log of the erasure</Download>
        <li>
          <Button
            variant="link"
            isInline
            icon={<DownloadIcon aria-hidden />}
            onClick={() => void saveKey(keyId, key)}
          >
            Public key
          </Button>
        </li>
      </ul>
      <section className="tuskar-screen-only tuskar-stack" aria-labelledby="verify-title">
        <h2 id="verify-title" className="tuskar-section-title">
          Verify it without a server
        </h2>
        <p>
          Whoever can change Tuskar’s database could sign anything with a new key. So keep the public key
          where Tuskar’s administrators cannot change it, such as with your auditors. All files at once:
        </p>
        <Command>{`tuskar certificate save ${id} --directory proof`}</Command>
        <p>With Tuskar’s command line, which asks no server:</p>
        <Command>{`tuskar certificate verify ${id}.json --key ${key} --log ${id}.log`}</Command>
        <p>With OpenSSL 3 alone:</p>
        <Command>{`openssl pkeyutl -verify -pubin -inkey ${key} -rawin -in ${id}.json -sigfile ${id}.json.sig`}</Command>
      </section>
    </>
  );
}

function Download({ href, children }: { href: string; children: string }) {
  return (
    <li>
      <Button variant="link" isInline component="a" href={href} download icon={<DownloadIcon aria-hidden />}>
        {children}
      </Button>
    </li>
  );
}

async function saveKey(id: string, fileName: string): Promise<void> {
  try {
    const { publicKey } = await client.call('certificate.key', { query: { id } });
    saveText(fileName, publicKey);
  } catch (error) {
    notifyProblem(error as Error);
  }
}
