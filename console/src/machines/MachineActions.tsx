import type { MachineDetail } from '@tuskar/contract/machine.ts';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useAction } from '../api/use-action.ts';
import { ActionButton } from '../components/ActionButton.tsx';
import { notifyProblem } from '../shell/notify-problem.ts';
import { notify } from '../shell/toasts.ts';
import { MachineDialog } from './MachineDialog.tsx';
import { MachineMenu } from './MachineMenu.tsx';
import { type Asked, menuOf, nextOf } from './menu.ts';
import { locatorQuery } from './queries.ts';

/** What a machine's state calls for, maintenance, and all else in a menu. */
export function MachineActions({ machine }: { machine: MachineDetail }) {
  const { name, maintenance } = machine;
  const params = { name };
  const [asking, setAsking] = useState<Asked>();
  const navigate = useNavigate();
  const end = useAction('machine.end-maintenance', { onError: notifyProblem });
  const queryClient = useQueryClient();
  const locator = useQuery(locatorQuery(name));
  const locate = useAction('machine.locate', {
    onSuccess: async ({ lit }) => {
      notify({ tone: 'success', title: `The lamp of ${name} ${lit ? 'is lit' : 'is out'}` });
      await queryClient.invalidateQueries({ queryKey: locatorQuery(name).queryKey });
    },
    onError: notifyProblem,
  });
  const ask = (asked: Asked) => {
    if (asked === 'light' || asked === 'darken')
      return locate.run({ params, body: { lit: asked === 'light' } });
    if (asked === 'deploy') return void navigate({ to: '/machines/$name/deploy', params });
    if (asked === 'change') return void navigate({ to: '/machines/$name/change', params });
    setAsking(asked);
  };
  const groups = menuOf(machine, locator.data?.lit ?? undefined);
  const next = groups.flatMap(({ entries }) => entries).find(({ asked }) => asked === nextOf(machine));
  return (
    <>
      {next !== undefined && (
        <ActionButton
          permission={next.permission}
          unavailable={next.unavailable}
          onClick={() => ask(next.asked)}
        >
          {next.text}
        </ActionButton>
      )}
      {maintenance === null ? (
        <ActionButton variant="secondary" permission="hardware.operate" onClick={() => ask('maintenance')}>
          Begin maintenance
        </ActionButton>
      ) : (
        <ActionButton
          variant="secondary"
          permission="hardware.operate"
          isLoading={end.isPending}
          onClick={() => end.run({ params })}
        >
          End maintenance
        </ActionButton>
      )}
      <MachineMenu groups={groups} onAsk={ask} />
      {asking !== undefined && (
        <MachineDialog asked={asking} machine={machine} onClose={() => setAsking(undefined)} />
      )}
    </>
  );
}
