import { useQuery } from '@tanstack/react-query';
import { query } from '../api/query.ts';
import { ActionButton } from '../components/ActionButton.tsx';
import { countOf } from '../components/count.ts';
import { notifyProblem } from '../shell/notify-problem.ts';
import { notify } from '../shell/toasts.ts';

/** Has the server compute every seal of the trail again. */
export function AuditChain() {
  const { isFetching, refetch } = useQuery({ ...query('audit.check'), enabled: false });
  const check = async () => {
    const { data, error } = await refetch();
    if (error !== null) return notifyProblem(error);
    if (data === undefined) return;
    if (data.intact) {
      notify({
        tone: 'success',
        title: 'The audit trail is intact',
        detail: `${countOf(data.entries, 'entry', 'entries')}; the last seal is ${data.headHash}.`,
      });
    } else {
      notify({
        tone: 'danger',
        title: 'The audit trail was tampered with',
        detail: `${countOf(data.entries, 'entry', 'entries')}; the first that does not fit its seal is ${data.firstBroken ?? 'unknown'}.`,
      });
    }
  };
  return (
    <ActionButton
      variant="secondary"
      permission="audit.read"
      hint="Computes the seal of every entry again, from the first."
      isLoading={isFetching}
      onClick={() => void check()}
    >
      Check the chain
    </ActionButton>
  );
}
