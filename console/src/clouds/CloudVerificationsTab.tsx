import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { query } from '../api/query.ts';
import { Empty } from '../components/Empty.tsx';
import { VerificationRun } from './VerificationRun.tsx';

const route = getRouteApi('/shell/clouds/$name/verifications');

export function CloudVerificationsTab() {
  const params = route.useParams();
  const { items } = useSuspenseQuery(query('verification.list', { params })).data;
  if (items.length === 0) {
    return (
      <Empty title="Never verified" command={`tuskar cloud verify ${params.name}`}>
        A verification uses the cloud as a person would, and tells check by check what worked.
      </Empty>
    );
  }
  return (
    <div className="tuskar-stack">
      {items.map((verification, index) => (
        <VerificationRun key={verification.id} verification={verification} isFirst={index === 0} />
      ))}
    </div>
  );
}
