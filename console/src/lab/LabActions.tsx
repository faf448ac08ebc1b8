import type { Lab } from '@tuskar/contract/lab.ts';
import { useState } from 'react';
import { ActionButton } from '../components/ActionButton.tsx';
import { whyNotDown, whyNotUp } from './actions.ts';
import { LabDownDialog } from './LabDownDialog.tsx';
import { LabUpDialog } from './LabUpDialog.tsx';

export function LabActions({ lab }: { lab: Lab }) {
  const [asking, setAsking] = useState<'up' | 'down'>();
  const close = () => setAsking(undefined);
  const isUp = lab.state === 'up' || lab.state === 'starting';
  return (
    <>
      <ActionButton
        variant={isUp ? 'secondary' : 'primary'}
        permission="lab.operate"
        unavailable={whyNotUp(lab)}
        onClick={() => setAsking('up')}
      >
        {isUp ? 'Add hosts' : 'Bring up'}
      </ActionButton>
      <ActionButton
        variant="secondary"
        isDanger
        permission="lab.operate"
        unavailable={whyNotDown(lab)}
        onClick={() => setAsking('down')}
      >
        Take down
      </ActionButton>
      {asking === 'up' && <LabUpDialog lab={lab} onClose={close} />}
      {asking === 'down' && <LabDownDialog lab={lab} onClose={close} />}
    </>
  );
}
