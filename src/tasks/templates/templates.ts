import type { PackedError } from '../../core/errors';
import type { Proposal } from '../propose';
import type { Question } from '../spec';

/** The questions that begin with one click, in the order of the gallery. */
export const templateIds = ['churn', 'repurchase', 'value', 'propensity', 'conversion', 'decline', 'upsell'] as const;
export type TemplateId = (typeof templateIds)[number];

/** What a template reads: a log of events or purchases, or a table with the answer in a column. */
export type TemplateKind = 'log' | 'table';

/** What a template is, apart from its words. */
export interface Template {
  readonly id: TemplateId;
  readonly reads: TemplateKind;
  /** Sample data that it opens on. */
  readonly sample: 'shop' | 'orders' | 'activity' | 'offers';
  /** The model that is looked at first; null looks at the best. */
  readonly model: 'logistic' | null;
  /** Every kind of model is trained and compared, not the usual two alone. */
  readonly everyKind: boolean;
}

/**
 * Orders are samples of what a shop that only knows purchases has; the rest of the logs needs visits. Falling activity
 * is read from the weights of the linear model, which says most plainly what sets these customers apart. Who takes an
 * offer is hard to tell, so that kinds of model are compared before one is believed.
 */
export const templates: readonly Template[] = [
  { id: 'churn', reads: 'log', sample: 'shop', model: null, everyKind: false },
  { id: 'repurchase', reads: 'log', sample: 'orders', model: null, everyKind: false },
  { id: 'value', reads: 'log', sample: 'orders', model: null, everyKind: false },
  { id: 'propensity', reads: 'log', sample: 'shop', model: null, everyKind: false },
  { id: 'conversion', reads: 'log', sample: 'shop', model: null, everyKind: false },
  { id: 'decline', reads: 'table', sample: 'activity', model: 'logistic', everyKind: false },
  { id: 'upsell', reads: 'table', sample: 'offers', model: null, everyKind: true },
];

/** How the data in view meets a template. */
export type Fit =
  /** It can be asked and learnt as it stands. */
  | { readonly kind: 'fits'; readonly proposal: Proposal }
  /** Right kind of data, but it cannot be asked or learnt; the problem says why. */
  | { readonly kind: 'not-yet'; readonly problem: PackedError | null }
  /** Another kind of data: a table where a log is read, a log where a table is, or no column of this answer. */
  | { readonly kind: 'other-data' }
  /** Nothing is open. */
  | { readonly kind: 'no-data' };

/**
 * What each template finds in the data.
 * @param open kind of the data in view; null where nothing is open
 * @param proposals what the data can be asked, of `proposals()`; a table's columns are told apart by their names, so a
 * table without a column of activity or offers does not fit `decline` or `upsell`
 */
export function fitTemplates(open: TemplateKind | null, proposals: readonly Proposal[]): ReadonlyMap<TemplateId, Fit> {
  return new Map(templates.map((template) => [template.id, fitOf(template, open, proposals)]));
}

function fitOf({ id, reads }: Template, open: TemplateKind | null, proposals: readonly Proposal[]): Fit {
  if (open === null) return { kind: 'no-data' };
  if (open !== reads) return { kind: 'other-data' };
  const asked = proposals.filter((p) => p.question === (id satisfies Question));
  const proposal = asked.find((p) => p.ready && p.task !== null);
  if (proposal !== undefined) return { kind: 'fits', proposal };
  const [first] = asked;
  return first === undefined ? { kind: 'other-data' } : { kind: 'not-yet', problem: first.problem };
}
