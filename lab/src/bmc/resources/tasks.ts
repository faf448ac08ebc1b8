import type { Route } from '../redfish/route.ts';
import type { Task } from '../tasks.ts';
import { collection, enabled, link, links, resource, root } from './build.ts';

const service = `${root}/TaskService`;
const tasks = `${service}/Tasks`;

export const taskPath = ({ id }: Task): string => `${tasks}/${id}`;

export function showTask(task: Task): object {
  const { id, name, state, percent, startedAt, endedAt, failure } = task;
  return {
    ...resource(taskPath(task), 'Task.v1_7_4', id, name),
    TaskState: state,
    TaskStatus: failure === null ? 'OK' : 'Critical',
    PercentComplete: percent,
    StartTime: startedAt,
    ...(endedAt !== null && { EndTime: endedAt }),
    Messages: failure === null ? [] : [{ MessageId: 'Base.1.18.InternalError', Message: failure }],
  };
}

export const taskRoutes: Route[] = [
  {
    path: service,
    GET: () => ({
      ...resource(service, 'TaskService.v1_2_1', 'TaskService', 'Task Service'),
      ServiceEnabled: true,
      CompletedTaskOverWritePolicy: 'Oldest',
      LifeCycleEventOnTaskStateChange: false,
      DateTime: new Date().toISOString(),
      Status: enabled,
      Tasks: link(tasks),
    }),
  },
  {
    path: tasks,
    GET: ({ bmc, query }) => {
      const ids = bmc.tasks.list().map(({ id }) => id);
      return collection(tasks, 'Task', 'Task Collection', links(tasks, ids), query);
    },
  },
  {
    path: `${tasks}/{task}`,
    GET: ({ bmc, params }) => {
      const task = bmc.tasks.list().find(({ id }) => id === params['task']);
      return task && showTask(task);
    },
  },
];
