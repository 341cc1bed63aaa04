import type { Catalogue } from '../../../core/words';
import type { Task } from '../../../tasks/spec';

/** A place in a question's sentence that can be changed. */
export type Slot = 'window' | 'goal' | 'activeWithin' | 'first' | 'gap' | 'label' | 'positive' | 'type' | 'cutoffs';
/** A sentence in pieces: words, and places to be filled. */
export type Sentence = readonly (string | { readonly slot: Slot })[];

/** A question as a sentence, with a place for each part that can be changed. */
export const sentences: Catalogue<(task: Task) => Sentence> = {
  en: (t) => {
    if (t.kind === 'session')
      return [
        'Judging by ',
        { slot: 'first' },
        ' of a visit: which visits end in ',
        { slot: 'goal' },
        '? A visit ends after ',
        { slot: 'gap' },
        ' of silence.',
      ];
    if (t.kind === 'table')
      return t.type === 'binary'
        ? ['Which rows have ', { slot: 'positive' }, ' in ', { slot: 'label' }, ', read as ', { slot: 'type' }, '?']
        : ['What stands in ', { slot: 'label' }, ', read as ', { slot: 'type' }, '?'];
    const cutoffs: Sentence = [' Learn from ', { slot: 'cutoffs' }, '.'];
    switch (t.question) {
      case 'churn':
        return [
          'Of customers active ',
          { slot: 'activeWithin' },
          ': who will show ',
          { slot: 'goal' },
          ' for ',
          { slot: 'window' },
          '?',
          ...cutoffs,
        ];
      case 'value':
        return [
          'Of customers with a purchase ',
          { slot: 'activeWithin' },
          ': how much will each spend within ',
          { slot: 'window' },
          '?',
          ...cutoffs,
        ];
      case 'repurchase':
        return [
          'Of customers with a purchase ',
          { slot: 'activeWithin' },
          ': for whom will there be ',
          { slot: 'goal' },
          ' within ',
          { slot: 'window' },
          '?',
          ...cutoffs,
        ];
      case 'propensity':
        return [
          'Of customers seen ',
          { slot: 'activeWithin' },
          ': for whom will there be ',
          { slot: 'goal' },
          ' within ',
          { slot: 'window' },
          '?',
          ...cutoffs,
        ];
    }
  },
  ru: (t) => {
    if (t.kind === 'session')
      return [
        'Судя по началу визита (',
        { slot: 'first' },
        '): какие визиты закончатся событием ',
        { slot: 'goal' },
        '? Визит окончен после тишины в ',
        { slot: 'gap' },
        '.',
      ];
    if (t.kind === 'table')
      return t.type === 'binary'
        ? [
            'В каких строках ',
            { slot: 'positive' },
            ' в столбце ',
            { slot: 'label' },
            '? Ответ — ',
            { slot: 'type' },
            '.',
          ]
        : ['Что стоит в столбце ', { slot: 'label' }, '? Ответ — ', { slot: 'type' }, '.'];
    const cutoffs: Sentence = [' Учиться на ', { slot: 'cutoffs' }, '.'];
    switch (t.question) {
      case 'churn':
        return [
          'Из клиентов, активных ',
          { slot: 'activeWithin' },
          ': у кого будет ',
          { slot: 'goal' },
          ' следующие ',
          { slot: 'window' },
          '?',
          ...cutoffs,
        ];
      case 'value':
        return [
          'Из покупавших ',
          { slot: 'activeWithin' },
          ': сколько потратит каждый за ',
          { slot: 'window' },
          '?',
          ...cutoffs,
        ];
      case 'repurchase':
        return [
          'Из покупавших ',
          { slot: 'activeWithin' },
          ': у кого будет ',
          { slot: 'goal' },
          ' за ',
          { slot: 'window' },
          '?',
          ...cutoffs,
        ];
      case 'propensity':
        return [
          'Из заходивших ',
          { slot: 'activeWithin' },
          ': у кого будет ',
          { slot: 'goal' },
          ' за ',
          { slot: 'window' },
          '?',
          ...cutoffs,
        ];
    }
  },
};
