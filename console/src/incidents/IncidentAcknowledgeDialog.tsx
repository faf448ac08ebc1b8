import type { Incident } from '@tuskar/contract/incident.ts';
import { useAction } from '../api/use-action.ts';
import { NoteDialog } from './NoteDialog.tsx';

type IncidentAcknowledgeDialogProps = {
  incident: Incident;
  /** 'Acknowledge', 'Take over'. */
  verb: string;
  onClose: () => void;
};

export function IncidentAcknowledgeDialog({ incident, verb, onClose }: IncidentAcknowledgeDialogProps) {
  const { id, acknowledgedBy, note } = incident;
  const acknowledge = useAction('incident.acknowledge', { onSuccess: onClose });
  return (
    <NoteDialog
      title={acknowledgedBy === null ? 'Acknowledge the incident?' : `${verb}?`}
      confirm={verb}
      note={note}
      isPending={acknowledge.isPending}
      error={acknowledge.error}
      onConfirm={(body) => acknowledge.run({ params: { id }, body })}
      onClose={onClose}
    >
      <p>
        {acknowledgedBy !== null && `${acknowledgedBy} takes care of it. `}
        Everybody sees that you take care of it{acknowledgedBy !== null && ' from now on'}. It stays open
        until what is wrong is gone.
      </p>
    </NoteDialog>
  );
}
