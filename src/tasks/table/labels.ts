import type { TableTask, TaskType } from '../spec';
import type { ColumnAbout, TableAbout } from './look';

/** A column that may be what is to be predicted. */
export interface LabelCandidate {
  readonly column: string;
  readonly question: TableTask['question'];
  readonly type: TaskType;
  /** Binary only. */
  readonly positive: string | null;
  /** In (0, 1]: how much it looks like an outcome. */
  readonly confidence: number;
}

/** Names of outcomes, plainly and as a part of a name; in small letters without anything but letters and digits. */
const plainly =
  /^(y|target|label|class|outcome|response|churn|churned|ischurn|churnflag|churnlabel|converted|conversion|isconverted|purchased|bought|exited|attrition|attritionflag|default|subscribed|deposit|revenue|upsell|upselling|hasdoneupselling|retained|lapsed|repurchase|targetvalue|ltv|clv|покупательскаяактивность|отток|ушел|цель|целеваяпеременная|метка|исход|класс|отклик|конверсия|купил)$/;
const partly = /(target|label|churn|declin|upsell|convert|attrition|outcome|activity$|отток|целев|исход|активность$)/;

const decline = /(активност|activity$|declin|снижен|снизи)/;
const upsell = /upsell|допродаж/;

/** Values that say yes. */
const yes =
  /^(1|1\.0|yes|y|true|t|да|churn|churned|yes\.|exited|left|lost|lapsed|fell|declined|decreased|converted|bought|purchase|success|positive|снизилась|снижение|ушел|ушёл|отток|купил|успех)$/;

const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replace(/[^\p{L}\p{N}]/gu, '');

/** The column as an outcome of its own, whatever its name; null where it cannot be one. */
export function asLabel(column: ColumnAbout): LabelCandidate | null {
  const { name, values, holds, filled, distinct } = column;
  if (filled === 0 || distinct < 2 || holds === 'time') return null;
  const named = plain(name);
  const question = decline.test(named) ? 'decline' : upsell.test(named) ? 'upsell' : 'custom';
  const confidence = plainly.test(named) ? 0.9 : partly.test(named) ? 0.6 : 0.2;
  if (values.length === 2) {
    return { column: name, question, type: 'binary', positive: positiveOf(column), confidence };
  }
  if (values.length > 2 && holds === 'text') {
    return { column: name, question: 'custom', type: 'multiclass', positive: null, confidence: confidence / 2 };
  }
  if (holds !== 'number') return null;
  return { column: name, question: 'custom', type: 'regression', positive: null, confidence: confidence / 2 };
}

/** The value that says yes; else the rarer one, of equals the later in the alphabet. */
function positiveOf({ values }: ColumnAbout): string | null {
  const said = values.filter((v) => yes.test(v.value.toLowerCase()));
  if (said.length === 1) return said[0]?.value ?? null;
  return values.reduce((a, b) => (b.rows < a.rows || (b.rows === a.rows && b.value > a.value) ? b : a)).value;
}

/** Columns that may be predicted, the likeliest first; of equals two classes first, then the later column. */
export function labelCandidates({ columns }: TableAbout): readonly LabelCandidate[] {
  const rank = { binary: 0, multiclass: 1, regression: 2 };
  return columns
    .map((column, place) => ({ place, candidate: asLabel(column) }))
    .flatMap(({ place, candidate }) => (candidate === null ? [] : [{ place, candidate }]))
    .sort(
      (a, b) =>
        b.candidate.confidence - a.candidate.confidence ||
        rank[a.candidate.type] - rank[b.candidate.type] ||
        b.place - a.place,
    )
    .map(({ candidate }) => candidate);
}

/** Why a column is not learnt from. */
export type LeftOut = 'label' | 'id' | 'names-rows' | 'constant' | 'empty';

/** More levels than this would make a column of each. */
const MOST_NAMES = 1000;

/** Columns not to be learnt from, with the reason. */
export function leftOut({ columns }: TableAbout, label: string): ReadonlyMap<string, LeftOut> {
  const out = new Map<string, LeftOut>();
  for (const c of columns) {
    const reason = c.name === label ? 'label' : reasonOf(c);
    if (reason !== null) out.set(c.name, reason);
  }
  return out;
}

function reasonOf({ name, holds, filled, distinct }: ColumnAbout): LeftOut | null {
  if (filled === 0) return 'empty';
  if (distinct === 1) return 'constant';
  const nearUnique = distinct > 20 && distinct > 0.95 * filled;
  if (holds !== 'time' && isIdName(name) && distinct > 20 && distinct > 0.2 * filled) return 'id';
  if (holds === 'text' && (nearUnique || distinct > MOST_NAMES || (distinct > 50 && distinct > 0.5 * filled))) {
    return 'names-rows';
  }
  return null;
}

const isIdName = (name: string): boolean =>
  /^(id|ид|uuid|guid|index|rowid|unnamed0?|rownumber)$/.test(plain(name)) ||
  /(^|[_\s.-])(id|uuid|key|number|nr|номер|код)$/i.test(name) ||
  /[a-zа-я](ID|Id|Key)$/u.test(name);

/** The column that says who a row is: among the ids the one with the most values, or a text of names. */
export function idOf(about: TableAbout): string | null {
  const reasons = leftOut(about, '');
  const among = about.columns.filter((c) => reasons.get(c.name) === 'id' || reasons.get(c.name) === 'names-rows');
  const [best] = among.toSorted(
    (a, b) => Number(reasons.get(b.name) === 'id') - Number(reasons.get(a.name) === 'id') || b.distinct - a.distinct,
  );
  return best !== undefined && best.distinct > 0.5 * about.rows ? best.name : null;
}
