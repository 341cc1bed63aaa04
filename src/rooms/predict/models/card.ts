import type { Formatter } from '../../../core/format';
import type { KeptModel } from '../../../state/predict/record';
import { typeOf } from '../../../tasks/spec';
import { askWords, questionTitle } from '../ask/ask.words';
import { metricValue } from '../names';
import { predictNames } from '../names.words';
import { resultWords } from '../result/words';
import { cardWords } from './card.words';
import { modelsWords } from './models.words';

/** A line of a card: what it tells of, in words, and what is told as it is written in the model: names, checksums. */
export interface CardLine {
  readonly name: string;
  readonly says: string;
  readonly code?: string;
}

/** How a kept model did on the rows that judged it; null where it was not judged. */
export function testedText({ test, cv, task }: KeptModel, format: Formatter): string | null {
  if (test === null || cv === null) return null;
  const value = (v: number | null): string => metricValue(cv.metric, v, task.kind === 'log', format);
  const interval = test.low === null || test.high === null ? null : `${value(test.low)}–${value(test.high)}`;
  const { title } = predictNames[format.locale].metrics[cv.metric];
  return modelsWords[format.locale].tested(title, value(test.value), interval, value(test.baseline));
}

/** What is known of a kept model: what it answers, what it learnt from and reads, how it did, whom it picks. */
export function cardOf(model: KeptModel, format: Formatter): readonly CardLine[] {
  const words = cardWords[format.locale];
  const said = modelsWords[format.locale];
  const { task, cv, cut, inputs, onnx, source } = model;
  const asked = questionTitle(task, askWords[format.locale]);
  const dates = task.kind === 'log' ? format.list(task.cutoffs.map((at) => format.date(at))) : null;
  const learnt = said.learnt(format.integer(model.rows), source.file);
  const value = (v: number | null): string =>
    cv === null ? '–' : metricValue(cv.metric, v, task.kind === 'log', format);
  const tested = testedText(model, format);
  const rule = cut === null ? null : cut.rule === 'own' ? words.own : resultWords[format.locale].cut.rules[cut.rule];
  return [
    { name: words.question, says: task.kind === 'log' ? words.window(asked, format.days(task.window)) : asked },
    { name: words.learnt, says: dates === null ? learnt : `${learnt}, ${words.moments(dates)}` },
    ...(cv === null
      ? []
      : [
          {
            name: words.cv,
            says: `${predictNames[format.locale].metrics[cv.metric].title} ${value(cv.mean)} ± ${value(cv.sd)}`,
          },
        ]),
    ...(tested === null ? [] : [{ name: words.test, says: tested }]),
    ...(typeOf(task) === 'binary'
      ? [{ name: words.cut, says: words.from(format.percent(model.threshold, 1), rule) }]
      : []),
    { name: words.reads, says: words.columns(inputs.length, format), code: inputs.join(', ') },
    { name: words.data, says: source.file, code: source.fingerprint },
    ...(onnx === null ? [] : [{ name: words.file, says: '', code: onnx.sha256 }]),
  ];
}
