import type { MachineSelector } from '@tuskar/contract/machine-bulk.ts';
import { useNavigate } from '@tanstack/react-router';
import { countOf } from '../components/count.ts';
import { RouteDialog } from '../components/RouteDialog.tsx';
import { bulkActionOf, bulkActions, type BulkValues, isDanger, isFinal, verbOf } from './actions.ts';

type MachineBulkDialogProps = {
  selector: MachineSelector;
  values: BulkValues;
  possible: number;
  leftOut: number;
  onClose: () => void;
};

/** The last question. What is begun goes on as an operation, where each machine is a step. */
export function MachineBulkDialog({ selector, values, possible, leftOut, onClose }: MachineBulkDialogProps) {
  const navigate = useNavigate();
  const whom = countOf(possible, 'machine');
  const verb = verbOf(values);
  return (
    <RouteDialog
      title={`${verb}: ${whom}?`}
      confirm={verb}
      isDanger={isDanger(values)}
      {...(isFinal(values) ? { typed: whom } : {})}
      route="machine-bulk.run"
      request={() => ({
        body: {
          selector,
          action: bulkActionOf(values),
          atOnce: Number(values.atOnce),
          stopAfter: Number(values.stopAfter),
          expected: possible,
        },
      })}
      onDone={({ id }) => navigate({ to: '/operations/$id', params: { id } })}
      onClose={onClose}
    >
      <p>{bulkActions[values.action].help}</p>
      <p>
        {leftOut > 0 && `${countOf(leftOut, 'other')} that cannot ${leftOut === 1 ? 'is' : 'are'} left out. `}
        Once {countOf(Number(values.stopAfter), 'machine')} failed, no more are begun.
      </p>
    </RouteDialog>
  );
}
