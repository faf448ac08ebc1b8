import type { Cloud } from '@tuskar/contract/cloud.ts';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useAction } from '../api/use-action.ts';
import { ActionButton } from '../components/ActionButton.tsx';
import { notifyProblem } from '../shell/notify-problem.ts';
import { CloudDestroyDialog } from './CloudDestroyDialog.tsx';
import { CloudVerifyDialog } from './CloudVerifyDialog.tsx';
import { whyNotDestroy, whyNotUse } from './actions.ts';

export function CloudActions({ cloud }: { cloud: Cloud }) {
  const { name } = cloud;
  const [asking, setAsking] = useState<'verify' | 'destroy'>();
  const navigate = useNavigate();
  const close = () => setAsking(undefined);
  const furnish = useAction('cloud.furnish', {
    onSuccess: ({ id }) => navigate({ to: '/operations/$id', params: { id } }),
    onError: notifyProblem,
  });
  return (
    <>
      <ActionButton
        variant="secondary"
        permission="cloud.operate"
        unavailable={whyNotUse(cloud)}
        onClick={() => setAsking('verify')}
      >
        Verify
      </ActionButton>
      <ActionButton
        variant="secondary"
        permission="cloud.operate"
        unavailable={whyNotUse(cloud)}
        hint="Makes what a first server needs: an image, a flavor, networks and a router. What is there stays as it is."
        isLoading={furnish.isPending}
        onClick={() => furnish.run({ params: { name } })}
      >
        Furnish
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
