import type { Image } from '@tuskar/contract/image.ts';
import type { UndercloudAgent } from '@tuskar/contract/undercloud.ts';
import { Link } from '@tanstack/react-router';
import { formatFileBytes } from '../components/amounts.ts';
import { Command } from '../components/Command.tsx';
import { type Fact, Facts } from '../components/Facts.tsx';
import { StateLabel } from '../components/StateLabel.tsx';
import { undercloudAgentStates } from '../components/states.ts';
import { TimeAgo } from '../components/Time.tsx';

type UndercloudAgentViewProps = { agent: UndercloudAgent; images: Image[] };

/** What machines boot while they are worked on, and what to do where it is not what it should be. */
export function UndercloudAgentView({ agent, images }: UndercloudAgentViewProps) {
  const { state, nextAction } = agent;
  return (
    <section className="tuskar-stack" aria-labelledby="agent-title">
      <h2 id="agent-title" className="tuskar-section-title">
        Agent
      </h2>
      <p>
        {state === 'missing'
          ? 'Machines boot it while they are worked on. There is none: no machine can be inspected, burnt in, deployed or erased.'
          : 'Machines boot it while they are worked on.'}
      </p>
      <Facts facts={factsOf(agent, images)} />
      {nextAction !== null && (
        <p>
          What to do: <Command>{nextAction}</Command>
        </p>
      )}
    </section>
  );
}

function factsOf({ state, image, newest, seenAt }: UndercloudAgent, images: Image[]): Fact[] {
  return [
    { term: 'State', value: <StateLabel look={undercloudAgentStates[state]} /> },
    ...(state === 'missing'
      ? []
      : [{ term: 'It has', value: <AgentImage id={image} images={images} none={unnamed[state]} /> }]),
    { term: 'Newest here', value: <AgentImage id={newest} images={images} none="none was built" /> },
    ...(seenAt === null ? [] : [{ term: 'Looked at', value: <TimeAgo at={seenAt} /> }]),
  ];
}

/** Where there is no image of it here. */
const unnamed = { newest: '—', older: 'one whose image is here no longer', unknown: 'nobody knows yet' };

type AgentImageProps = { id: string | null; images: Image[]; none: string };

function AgentImage({ id, images, none }: AgentImageProps) {
  const image = images.find((one) => one.id === id);
  if (image === undefined) return <span className="tuskar-quiet">{id ?? none}</span>;
  return (
    <>
      <Link to="/images/$id" params={{ id: image.id }}>
        {image.id}
      </Link>
      , {formatFileBytes(image.bytes)}, built <TimeAgo at={image.createdAt} />
    </>
  );
}
