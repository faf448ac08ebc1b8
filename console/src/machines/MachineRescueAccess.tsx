import { useState } from 'react';
import type { Reply } from '../api/query.ts';
import { useAction } from '../api/use-action.ts';
import { ActionButton } from '../components/ActionButton.tsx';
import { CopyButton } from '../components/Command.tsx';
import { Facts } from '../components/Facts.tsx';
import { ProblemAlert } from '../components/ProblemAlert.tsx';

/** How one signs in to the rescue system. Shown only on request, kept only as long as the tab is open. */
export function MachineRescueAccess({ name }: { name: string }) {
  const [access, setAccess] = useState<Reply<'machine.rescue-access'>>();
  const reveal = useAction('machine.rescue-access', { onSuccess: setAccess });
  return (
    <section aria-labelledby="rescue-access" className="tuskar-stack">
      <h2 id="rescue-access" className="tuskar-section-title">
        Rescue system
      </h2>
      {reveal.error !== null && <ProblemAlert problem={reveal.error} />}
      {access === undefined ? (
        <>
          <p className="tuskar-quiet">
            It lets in one user, by a password. Revealing it is recorded in the audit trail.
          </p>
          <div className="tuskar-actions">
            <ActionButton
              permission="hardware.operate"
              isLoading={reveal.isPending}
              onClick={() => reveal.run({ params: { name } })}
            >
              Reveal how to sign in
            </ActionButton>
          </div>
        </>
      ) : (
        <WayIn access={access} />
      )}
    </section>
  );
}

function WayIn({ access: { address, user, password } }: { access: Reply<'machine.rescue-access'> }) {
  const command = address === null ? undefined : `ssh ${user}@${address}`;
  return (
    <>
      <Facts
        facts={[
          {
            term: 'Sign in with',
            value:
              command === undefined ? 'its console: nobody knows its address' : <Copied text={command} />,
          },
          { term: 'User', value: <code>{user}</code> },
          { term: 'Password', value: <Copied text={password} /> },
        ]}
      />
      <p className="tuskar-quiet">
        Its host key is another at each boot. sudo -i makes you root; its disks are not mounted.
      </p>
    </>
  );
}

function Copied({ text }: { text: string }) {
  return (
    <>
      <code>{text}</code>
      <CopyButton text={text} label={`Copy ${text}`} />
    </>
  );
}
