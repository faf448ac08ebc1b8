import type { Image } from '@tuskar/contract/image.ts';
import { Link } from '@tanstack/react-router';
import { formatFileBytes } from '../components/amounts.ts';
import { Command } from '../components/Command.tsx';
import { TimeAgo } from '../components/Time.tsx';

/** What machines boot while they are worked on. */
export function AgentImage({ images }: { images: Image[] }) {
  const newest = images.find(({ recipe }) => recipe === 'agent');
  return (
    <section className="tuskar-stack" aria-labelledby="agent-title">
      <h2 id="agent-title" className="tuskar-section-title">
        Agent
      </h2>
      {newest === undefined ? (
        <p>
          No agent is built yet, so no machine can be inspected, burnt in, deployed or erased:{' '}
          <Command>tuskar image build agent --wait</Command>
        </p>
      ) : (
        <p>
          Machines boot it while they are worked on. The newest is{' '}
          <Link to="/images/$id" params={{ id: newest.id }}>
            {newest.id}
          </Link>
          , {formatFileBytes(newest.bytes)}, built <TimeAgo at={newest.createdAt} />. Equip brings it to the
          undercloud.
        </p>
      )}
    </section>
  );
}
