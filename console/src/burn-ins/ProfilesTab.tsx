import type { BurnInProfile } from '@tuskar/contract/burn-in.ts';
import { useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { query } from '../api/query.ts';
import { ActionButton } from '../components/ActionButton.tsx';
import { formatSpan } from '../components/duration.ts';
import { RouteDialog } from '../components/RouteDialog.tsx';
import { StateLabel } from '../components/StateLabel.tsx';
import { ProfileDialog } from './ProfileDialog.tsx';
import { describeTest, destroysData } from './test-names.ts';

export function ProfilesTab() {
  const { items } = useSuspenseQuery(query('profile.list')).data;
  const [isMaking, setMaking] = useState(false);
  return (
    <div className="tuskar-stack">
      <div className="tuskar-section-head">
        <p className="tuskar-quiet">What is tested, in this order, and for how long.</p>
        <ActionButton variant="secondary" permission="hardware.operate" onClick={() => setMaking(true)}>
          Make a profile
        </ActionButton>
      </div>
      <div className="tuskar-clouds">
        {items.map((profile) => (
          <Profile key={profile.name} profile={profile} />
        ))}
      </div>
      {isMaking && <ProfileDialog onClose={() => setMaking(false)} />}
    </div>
  );
}

function Profile({ profile }: { profile: BurnInProfile }) {
  const { name, description, builtIn, tests, seconds } = profile;
  const [asking, setAsking] = useState<'change' | 'remove'>();
  const close = () => setAsking(undefined);
  return (
    <section className="tuskar-panel tuskar-stack" aria-labelledby={`profile-${name}`}>
      <div className="tuskar-panel-head">
        <h2 className="tuskar-panel-title" id={`profile-${name}`}>
          {name}
        </h2>
        {builtIn && <StateLabel look={{ text: 'Built in', tone: 'idle' }} />}
        <span className="tuskar-push tuskar-quiet">at most {formatSpan(seconds)}</span>
      </div>
      {description !== null && <p>{description}.</p>}
      <ol className="tuskar-tests">
        {tests.map((test) => (
          <li key={test.kind}>{describeTest(test)}</li>
        ))}
      </ol>
      {destroysData(tests) && (
        <p className="tuskar-quiet">What is on the disks is destroyed: it writes to them.</p>
      )}
      {!builtIn && (
        <div className="tuskar-actions">
          <ActionButton
            variant="secondary"
            size="sm"
            permission="hardware.operate"
            onClick={() => setAsking('change')}
          >
            Change
          </ActionButton>
          <ActionButton
            variant="link"
            size="sm"
            permission="hardware.operate"
            onClick={() => setAsking('remove')}
          >
            Remove
          </ActionButton>
        </div>
      )}
      {asking === 'change' && <ProfileDialog profile={profile} onClose={close} />}
      {asking === 'remove' && (
        <RouteDialog
          title={`Remove the profile ${name}?`}
          confirm="Remove"
          isDanger
          route="profile.remove"
          request={() => ({ params: { name } })}
          onClose={close}
        >
          <p>Burn-ins that run by it go on as they were begun, and those that ended stay.</p>
        </RouteDialog>
      )}
    </section>
  );
}
