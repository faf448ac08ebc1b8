import { Link } from '@tanstack/react-router';
import { shortId } from '../components/short-id.ts';

export function BlueprintLink({ id }: { id: string }) {
  return (
    <Link to="/blueprints/$id" params={{ id }} title={id}>
      {shortId(id)}
    </Link>
  );
}
