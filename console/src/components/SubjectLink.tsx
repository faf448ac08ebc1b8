import type { Subject } from '@tuskar/contract/fields.ts';
import { Link } from '@tanstack/react-router';
import { shortId } from './short-id.ts';

/** What an operation or an audit entry is about, as a link where it has a page. */
export function SubjectLink({ subject }: { subject: Subject }) {
  const { type, name } = subject;
  switch (type) {
    case 'cloud':
      return <Link to="/clouds/$name" params={{ name }}>{`cloud ${name}`}</Link>;
    case 'machine':
      return <Link to="/machines/$name" params={{ name }}>{`machine ${name}`}</Link>;
    case 'host':
      return <Link to="/hosts/$name" params={{ name }}>{`host ${name}`}</Link>;
    case 'image':
      return <Link to="/images">{`image ${name}`}</Link>;
    case 'lab':
      return <Link to="/lab">lab</Link>;
    case 'operation':
      return <Link to="/operations/$id" params={{ id: name }}>{`operation ${name}`}</Link>;
    case 'blueprint':
      return <Link to="/blueprints/$id" params={{ id: name }}>{`blueprint ${shortId(name)}`}</Link>;
    case 'class':
      return <Link to="/classes/$name" params={{ name }}>{`class ${name}`}</Link>;
    case 'profile':
      return <Link to="/burn-ins/profiles">{`profile ${name}`}</Link>;
    case 'rack':
      return <Link to="/racks/$name" params={{ name }}>{`rack ${name}`}</Link>;
    case 'certificate':
      return <Link to="/certificates/$id" params={{ id: name }}>{`certificate ${name.slice(0, 8)}`}</Link>;
    case 'undercloud':
      return <Link to="/undercloud">undercloud</Link>;
    case 'incident':
      return <Link to="/incidents/$id" params={{ id: name }}>{`incident ${name.slice(0, 8)}`}</Link>;
    default:
      return <>{`${type} ${name}`}</>;
  }
}
