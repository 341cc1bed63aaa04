import type { Segment, SegmentRule, ScoreRule } from '../core/segment';
import { sha256 } from '../engines/sha256';
import { readOwnModel } from '../analyses/score/own-file';
import type { ModelFiles } from '../tasks/scored/segment';

/** The files of models that segments score with: those of this tab, and those that were kept on the device. */
export class SegmentModels implements ModelFiles {
  readonly #here = new Map<string, Uint8Array<ArrayBuffer>>();

  /** Takes in a file for as long as the tab is open. @returns its checksum */
  async put(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
    const key = await sha256(bytes);
    this.#here.set(key, bytes);
    return key;
  }

  /** Looks for a file among what was kept on the device; the page says how. */
  kept: (sha256: string) => Promise<Uint8Array<ArrayBuffer> | null> = () => Promise.resolve(null);

  async find(key: string): Promise<Uint8Array<ArrayBuffer> | null> {
    return this.#here.get(key) ?? (await this.kept(key));
  }
}

/** A model's file as segments name it. */
export type NamedModel = Pick<ScoreRule, 'model' | 'name'>;

/** Models whose files segments need, each once, in the order of the segments: of scores, and of lists of scores. */
export function modelsNeeded(segments: readonly Segment[]): readonly NamedModel[] {
  const found = new Map<string, NamedModel>();
  const take = (named: NamedModel | null): void => {
    if (named !== null && !found.has(named.model)) found.set(named.model, named);
  };
  const visit = (rule: SegmentRule): void => {
    if ('score' in rule) take(rule.score);
    if ('in' in rule && typeof rule.in.params['model'] === 'string') take(readOwnModel(rule.in.params['model']));
    if ('all' in rule) rule.all.forEach(visit);
    if ('any' in rule) rule.any.forEach(visit);
    if ('not' in rule) visit(rule.not);
  };
  segments.forEach((s) => visit(s.rule));
  return [...found.values()];
}

/** What a model's file is called when it is saved beside a recipe. */
export function modelFileName({ name, model }: NamedModel): string {
  const word = name
    .toLowerCase()
    .replace(/\.onnx$/, '')
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .replaceAll(/^-+|-+$/g, '');
  return `${word.slice(0, 60) || 'model'}-${model.slice(0, 8)}.onnx`;
}
