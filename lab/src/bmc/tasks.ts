export type TaskState = 'Running' | 'Completed' | 'Exception';

export type Task = {
  id: string;
  name: string;
  state: TaskState;
  percent: number;
  startedAt: string;
  endedAt: string | null;
  /** What went wrong, for the person. */
  failure: string | null;
};

type Work = (progress: (percent: number) => void) => Promise<void>;

const mostTasks = 32;

/** Work that takes longer than a request; it lives in the process alone, and the oldest are forgotten. */
export class Tasks {
  #tasks: Task[] | null = null;
  #last = 0;

  list(): readonly Task[] {
    return this.#tasks ?? [];
  }

  start(name: string, work: Work): Task {
    this.#last += 1;
    const task: Task = {
      id: String(this.#last),
      name,
      state: 'Running',
      percent: 0,
      startedAt: new Date().toISOString(),
      endedAt: null,
      failure: null,
    };
    this.#tasks = [...this.list(), task].slice(-mostTasks);
    void this.#carryOut(task, work);
    return task;
  }

  async #carryOut(task: Task, work: Work): Promise<void> {
    try {
      await work((percent) => {
        task.percent = percent;
      });
      Object.assign(task, { state: 'Completed', percent: 100 });
    } catch (error) {
      const failure = error instanceof Error ? error.message : String(error);
      Object.assign(task, { state: 'Exception', failure });
    }
    task.endedAt = new Date().toISOString();
  }
}
