import { Button } from '@patternfly/react-core/dist/dynamic/components/Button';
import { useNavigate } from '@tanstack/react-router';
import { ActionButton } from '../components/ActionButton.tsx';
import { countOf } from '../components/count.ts';
import type { MachineSearch } from './queries.ts';
import type { useMachineChoice } from './use-machine-choice.ts';

type MachineChoiceActionsProps = {
  search: MachineSearch;
  /** How many fit the filter. */
  total: number;
  choice: ReturnType<typeof useMachineChoice>;
};

/** From the list to what is done to many: to those that are ticked, or to all that the filter leaves. */
export function MachineChoiceActions({ search, total, choice }: MachineChoiceActionsProps) {
  const navigate = useNavigate();
  const { chosen, chooseNone } = choice;
  const { sort: _order, ...filter } = search;
  const isTicked = chosen.size > 0;
  const isSaid = isTicked || Object.keys(filter).length > 0;
  const target = isTicked ? { names: [...chosen] } : filter;
  return (
    <>
      {isTicked && (
        <Button variant="link" onClick={chooseNone}>
          Choose none
        </Button>
      )}
      <ActionButton
        variant="secondary"
        permission="hardware.operate"
        unavailable={
          isSaid ? undefined : 'Tick machines, or narrow the list down; it is then about all that are left.'
        }
        onClick={() => void navigate({ to: '/machine-bulk', search: target })}
      >
        {isSaid ? `Act on ${countOf(isTicked ? chosen.size : total, 'machine')}` : 'Act on many'}
      </ActionButton>
    </>
  );
}
