import type { Incident } from '@tuskar/contract/incident.ts';
import { useAction } from '../api/use-action.ts';
import { NoteDialog } from './NoteDialog.tsx';

export function IncidentCloseDialog({ incident, onClose }: { incident: Incident; onClose: () => void }) {
  const { id } = incident;
  const close = useAction('incident.close', { onSuccess: onClose });
  return (
    <NoteDialog
      title="Close the incident?"
      confirm="Close incident"
      dismiss="Leave it open"
      note={incident.note}
      isPending={close.isPending}
      error={close.error}
      onConfirm={(body) => close.run({ params: { id }, body })}
      onClose={onClose}
    >
      <p>Where the same is seen to be wrong after that, a new incident is opened.</p>
    </NoteDialog>
  );
}
