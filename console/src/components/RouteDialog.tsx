import type { RouteName } from '@tuskar/contract/routes.ts';
import type { Reply, Request } from '../api/query.ts';
import { useAction } from '../api/use-action.ts';
import { ConfirmDialog, type ConfirmDialogProps } from './ConfirmDialog.tsx';

type RouteDialogProps<Name extends RouteName> = Omit<
  ConfirmDialogProps,
  'isPending' | 'error' | 'onConfirm'
> & {
  route: Name;
  request: (given: { reason?: string }) => Request<Name>;
  /** By default the dialog closes, and nothing else happens. */
  onDone?: (reply: Reply<Name>) => void | Promise<void>;
};

/** Asks, then calls one route; its problem is shown in the dialog. */
export function RouteDialog<Name extends RouteName>(props: RouteDialogProps<Name>) {
  const { route, request, onDone, ...dialog } = props;
  const action = useAction(route, {
    onSuccess: async (reply) => {
      dialog.onClose();
      await onDone?.(reply);
    },
  });
  return (
    <ConfirmDialog
      {...dialog}
      isPending={action.isPending}
      error={action.error}
      onConfirm={(given) => action.run(request(given))}
    />
  );
}
