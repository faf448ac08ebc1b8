import { Button } from '@patternfly/react-core/dist/dynamic/components/Button';
import { PageSection } from '@patternfly/react-core/dist/dynamic/components/Page';
import { useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ActionButton } from '../components/ActionButton.tsx';
import { Command, CopyButton } from '../components/Command.tsx';
import { type Column, DataTable } from '../components/DataTable.tsx';
import { PageHeading } from '../components/PageHeading.tsx';
import { saveText } from '../components/save-text.ts';
import { StateLabel } from '../components/StateLabel.tsx';
import { TimeAgo, TimeAgoOr } from '../components/Time.tsx';
import { keyFile } from './key-file.ts';
import { SigningKeyRotateDialog } from './SigningKeyRotateDialog.tsx';
import { type KeyInTime, keysInTime, signingKeysQuery } from './signing-keys.ts';

const columns: Column<KeyInTime>[] = [
  { header: 'Key', isName: true, width: 35, cell: ({ id }) => <code className="tuskar-long">{id}</code> },
  {
    header: 'State',
    width: 15,
    cell: ({ signs }) =>
      signs ? (
        <StateLabel look={{ text: 'Signs now', tone: 'good' }} />
      ) : (
        <StateLabel
          look={{ text: 'Signs no more', tone: 'idle' }}
          title="What it has signed stays valid by its public key."
        />
      ),
  },
  { header: 'Since', cell: ({ createdAt }) => <TimeAgo at={createdAt} /> },
  { header: 'Until', cell: ({ until }) => <TimeAgoOr at={until} none="—" /> },
  {
    header: 'Public key',
    width: 20,
    cell: ({ id, publicKey }) => (
      <div className="tuskar-row-actions">
        <Button
          variant="link"
          isInline
          aria-label={`Save the public key ${id}`}
          onClick={() => saveText(keyFile(id), publicKey)}
        >
          Save
        </Button>
        <CopyButton text={publicKey} label={`Copy the public key ${id}`} />
      </div>
    ),
  },
];

/** What erase certificates are signed with: which key signs, which ones did, and their public halves to keep. */
export function SigningKeysPage() {
  const { items } = useSuspenseQuery(signingKeysQuery).data;
  const [isRotating, setRotating] = useState(false);
  return (
    <>
      <PageHeading
        title="Signing keys"
        above={[{ text: 'Erase certificates', link: { to: '/certificates' } }]}
        actions={
          <ActionButton variant="secondary" permission="hardware.override" onClick={() => setRotating(true)}>
            Change the key
          </ActionButton>
        }
      >
        <p className="tuskar-quiet">
          One signs erase certificates. The public half of each that ever did is kept for ever: a certificate
          names the one it needs.
        </p>
      </PageHeading>
      <PageSection hasBodyWrapper={false} className="tuskar-stack">
        <DataTable label="Signing keys" columns={columns} rows={keysInTime(items)} keyOf={({ id }) => id} />
        <p>
          Whoever can change Tuskar’s database could sign anything with a new key. So keep the public keys
          where Tuskar’s administrators cannot change them, such as with your auditors. All at once:
        </p>
        <Command>tuskar certificate keys --directory proof</Command>
      </PageSection>
      {isRotating && <SigningKeyRotateDialog onClose={() => setRotating(false)} />}
    </>
  );
}
