import { PageSection } from '@patternfly/react-core/dist/dynamic/components/Page';
import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { usePages } from '../api/every-page.ts';
import { Empty } from '../components/Empty.tsx';
import { Facts } from '../components/Facts.tsx';
import { PageHeading } from '../components/PageHeading.tsx';
import { TimeAgo } from '../components/Time.tsx';
import { MachineTable } from '../machines/MachineTable.tsx';
import { ClassActions } from './ClassActions.tsx';
import { ClassRequirementsView } from './ClassRequirementsView.tsx';
import { DeviationTable } from './DeviationTable.tsx';
import { classQuery, deviationsQuery, membersQuery } from './queries.ts';
import { describeRules, membersInShort } from './rules.ts';

const route = getRouteApi('/shell/classes/$name');

export function ClassPage() {
  const { name } = route.useParams();
  const { data: shown } = useSuspenseQuery(classQuery(name));
  const { items: deviations } = useSuspenseQuery(deviationsQuery(name)).data;
  const { rules, requirements, description, priority, updatedAt } = shown;
  const described = describeRules(rules);
  return (
    <>
      <PageHeading
        title={name}
        above={[{ text: 'Hardware classes', link: { to: '/classes' } }]}
        actions={<ClassActions name={name} />}
      >
        <p className="tuskar-quiet">
          {description !== null && `${description}. `}
          {membersInShort(shown)}, changed <TimeAgo at={updatedAt} />.
        </p>
      </PageHeading>
      <PageSection hasBodyWrapper={false} className="tuskar-stack">
        {deviations.length > 0 && (
          <>
            <h2 className="tuskar-section-title">
              Not as they must be <span className="tuskar-count">{deviations.length}</span>
            </h2>
            <DeviationTable deviations={deviations} />
          </>
        )}
        <h2 className="tuskar-section-title">Which machines belong to it</h2>
        <Facts
          facts={[
            ...(described.length === 0 ? [{ term: 'Rule', value: 'every machine' }] : described),
            { term: 'Priority', value: priority },
          ]}
        />
        <ClassRequirementsView requirements={requirements} />
        <Members name={name} />
      </PageSection>
    </>
  );
}

function Members({ name }: { name: string }) {
  const { rows, more } = usePages(membersQuery(name));
  return (
    <>
      <div className="tuskar-section-head">
        <h2 className="tuskar-section-title">Members</h2>
        {rows.length > 0 && (
          <Link to="/machines" search={{ class: name }}>
            Filter them by state, rack and more
          </Link>
        )}
      </div>
      {rows.length === 0 ? (
        <Empty title="No member yet" command="tuskar class list">
          Machines fall into a class by themselves, once they are inspected and its rules fit:
        </Empty>
      ) : (
        <MachineTable machines={rows} onEnd={more} />
      )}
    </>
  );
}
