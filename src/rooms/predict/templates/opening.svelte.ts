import type { Demo } from '../../../core/demos';
import type { Workspace } from '../../../state/workspace.svelte';
import type { TemplateId } from '../../../tasks/templates/templates';

/** A template that was asked for on sample data: it waits until the data is open and its questions are known. */
export class Opening {
  #wanted = $state<TemplateId | null>(null);

  /** Null where none waits. */
  get wanted(): TemplateId | null {
    return this.#wanted;
  }

  /** Opens a sample and computes what rooms need of it. Never rejects: what fails is told where files are opened. */
  async begin(workspace: Workspace, id: TemplateId, sample: Demo): Promise<void> {
    this.#wanted = id;
    const before = workspace.current;
    await workspace.openDemo(sample);
    if (workspace.current === before || workspace.current?.demo !== sample) {
      this.#wanted = null;
      return;
    }
    await workspace.analyse();
  }

  /** It was opened, or cannot be. */
  end(): void {
    this.#wanted = null;
  }
}

const known = new WeakMap<Workspace, Opening>();

/** The one that waits in a workspace; it outlives the page that is drawn anew when data opens. */
export function openingOf(workspace: Workspace): Opening {
  const made = known.get(workspace) ?? new Opening();
  known.set(workspace, made);
  return made;
}
