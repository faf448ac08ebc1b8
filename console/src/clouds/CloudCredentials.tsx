import { Button } from '@patternfly/react-core/dist/dynamic/components/Button';
import { useState } from 'react';
import type { Reply } from '../api/query.ts';
import { CopyButton } from '../components/Command.tsx';
import { Facts } from '../components/Facts.tsx';
import { saveText } from '../components/save-text.ts';
import { openrcOf } from './openrc.ts';

type CloudCredentialsProps = { name: string; credentials: Reply<'cloud.credentials'> };

export function CloudCredentials({ name, credentials }: CloudCredentialsProps) {
  const [showsPassword, setShowsPassword] = useState(false);
  const { authUrl, username, password, project, region, userDomain, projectDomain, caCertificate } =
    credentials;
  const caFile = `${name}-ca.pem`;
  return (
    <div className="tuskar-stack">
      <Facts
        facts={[
          { term: 'Identity URL', value: <Copied text={authUrl} label="Copy the identity URL" /> },
          { term: 'User', value: <Copied text={username} label="Copy the user" /> },
          {
            term: 'Password',
            value: (
              <>
                <code>{showsPassword ? password : '••••••••••••'}</code>
                <CopyButton text={password} label="Copy the password" />
                <Button variant="link" isInline onClick={() => setShowsPassword(!showsPassword)}>
                  {showsPassword ? 'Hide' : 'Show'}
                </Button>
              </>
            ),
          },
          { term: 'User domain', value: userDomain },
          { term: 'Project', value: project },
          { term: 'Project domain', value: projectDomain },
          { term: 'Region', value: region },
        ]}
      />
      <div className="tuskar-actions">
        <Button
          variant="secondary"
          onClick={() => saveText(`${name}-openrc.sh`, openrcOf(credentials, caFile))}
        >
          Save as openrc file
        </Button>
        <Button variant="secondary" onClick={() => saveText(caFile, caCertificate)}>
          Save the CA certificate
        </Button>
      </div>
      <p className="tuskar-quiet">The openrc file expects the CA certificate beside it, as {caFile}.</p>
    </div>
  );
}

function Copied({ text, label }: { text: string; label: string }) {
  return (
    <>
      <code>{text}</code>
      <CopyButton text={text} label={label} />
    </>
  );
}
