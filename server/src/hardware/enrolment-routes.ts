import type { Handlers } from '../platform/http/handler.ts';
import type { Enrolment } from './enrolment.ts';
import { toMachineDetail } from './resource.ts';

type EnrolmentHandlers = Pick<
  Handlers,
  'machine.enrol' | 'machine.enrol-again' | 'machine.update' | 'machine.forget'
>;

export function enrolmentHandlers({ enrolment }: { enrolment: Enrolment }): EnrolmentHandlers {
  return {
    'machine.enrol': ({ body, actor }) => enrolment.enrol(body, actor.name),
    'machine.enrol-again': ({ params, body, actor }) =>
      enrolment.enrolAgain(params.name, { inspect: body.inspect, by: actor.name }),
    'machine.update': async ({ params, body }) => toMachineDetail(await enrolment.update(params.name, body)),
    'machine.forget': async ({ params }) => {
      await enrolment.forget(params.name);
    },
  };
}
