import type { Cloud } from '@tuskar/contract/cloud.ts';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { ActionButton } from '../components/ActionButton.tsx';
import { CloudDestroyDialog } from './CloudDestroyDialog.tsx';
import { CloudVerifyDialog } from './CloudVerifyDialog.tsx';
import { whyNotDestroy, whyNotVerify } from './actions.ts';

export function CloudActions({ cloud }: { cloud: Cloud }) {
  const { name } = cloud;
  const [asking, setAsking] = useState<'verify' | 'destroy'>();
  const navigate = useNavigate();
  const close = () => setAsking(undefined);
  return (
    <>
      <ActionButton
        variant="secondary"
        permission="cloud.operate"
        unavailable={whyNotVerify(cloud)}
        onClick={() => setAsking('verify')}
      >
        Verify
      </ActionButton>
      <ActionButton
        variant="secondary"
        permission="cloud.plan"
        onClick={() => void navigate({ to: '/clouds/$name/intent', params: { name } })}
      >
        Plan a change
      </ActionButton>
      <ActionButton
        variant="secondary"
        isDanger
        permission="cloud.operate"
        unavailable={whyNotDestroy(cloud)}
        onClick={() => setAsking('destroy')}
      >
        Destroy
      </ActionButton>
      {asking === 'verify' && <CloudVerifyDialog name={name} onClose={close} />}
      {asking === 'destroy' && <CloudDestroyDialog cloud={cloud} onClose={close} />}
    </>
  );
}
