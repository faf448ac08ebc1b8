import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { query } from '../api/query.ts';
import { useAction } from '../api/use-action.ts';
import { IntentEditor } from './IntentEditor.tsx';

const route = getRouteApi('/shell/clouds/$name/intent');

export function CloudIntentTab() {
  const params = route.useParams();
  const { data: cloud } = useSuspenseQuery(query('cloud.show', { params }));
  const navigate = route.useNavigate();
  const plan = useAction('cloud.plan', {
    onSuccess: ({ id }) => navigate({ to: '/blueprints/$id', params: { id } }),
  });
  return (
    <IntentEditor
      // What somebody else planned meanwhile must not replace what this person is writing.
      key={params.name}
      initial={cloud.intent}
      isPending={plan.isPending}
      error={plan.error}
      onPlan={(intent) => plan.run({ params, body: { intent } })}
    />
  );
}
