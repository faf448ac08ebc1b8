import { Alert } from '@patternfly/react-core/dist/dynamic/components/Alert';
import { useQuery } from '@tanstack/react-query';
import { query } from '../api/query.ts';

/** Where the machine is not as its class must be, in sentences that name the part; nothing where it is. */
export function MachineDeviations({ name }: { name: string }) {
  const { data } = useQuery(query('machine.deviations', { params: { name } }));
  if (data === undefined || data.items.length === 0) return null;
  return (
    <Alert variant="warning" isInline title="It is not as its class must be" component="h2">
      <ul className="tuskar-plain-list">
        {data.items.map(({ title }) => (
          <li key={title}>{title}</li>
        ))}
      </ul>
    </Alert>
  );
}
