import type { LabMachine } from '@tuskar/contract/lab-machine.ts';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { ActionButton } from '../components/ActionButton.tsx';
import { useForbidden } from '../session/session.ts';
import { LabConsoleDialog } from './LabConsoleDialog.tsx';
import { LabFaultsDialog } from './LabFaultsDialog.tsx';
import { LabMachineRemoveDialog } from './LabMachineRemoveDialog.tsx';

export function LabMachineActions({ machine }: { machine: LabMachine }) {
  const { name } = machine;
  const navigate = useNavigate();
  const [asking, setAsking] = useState<'faults' | 'console' | 'remove'>();
  const close = () => setAsking(undefined);
  // The form is filled with the credentials of its BMC, which not everybody may read.
  const unreadable = useForbidden('lab.operate');
  const link = { variant: 'link', isInline: true } as const;
  return (
    <div className="tuskar-row-actions">
      <ActionButton
        {...link}
        aria-label={`Faults of ${name}`}
        permission="lab.operate"
        onClick={() => setAsking('faults')}
      >
        Faults
      </ActionButton>
      <ActionButton {...link} aria-label={`Console of ${name}`} onClick={() => setAsking('console')}>
        Console
      </ActionButton>
      <ActionButton
        {...link}
        aria-label={`Enrol ${name}`}
        permission="hardware.operate"
        unavailable={unreadable}
        onClick={() => void navigate({ to: '/enrol', search: { lab: name } })}
      >
        Enrol
      </ActionButton>
      <ActionButton
        {...link}
        isDanger
        aria-label={`Remove ${name}`}
        permission="lab.operate"
        onClick={() => setAsking('remove')}
      >
        Remove
      </ActionButton>
      {asking === 'faults' && <LabFaultsDialog machine={machine} onClose={close} />}
      {asking === 'console' && <LabConsoleDialog name={name} onClose={close} />}
      {asking === 'remove' && <LabMachineRemoveDialog name={name} onClose={close} />}
    </div>
  );
}
