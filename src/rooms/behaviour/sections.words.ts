import type { Catalogue } from '../../core/words';

interface Section {
  readonly title: string;
  readonly lead: string;
}

/** The parts of the room Behaviour and their choices. */
export interface SectionWords {
  readonly sections: Readonly<Record<'funnel' | 'returns' | 'sessions' | 'trends' | 'paths' | 'segments', Section>>;
  readonly noSegments: string;
  readonly bySegment: Readonly<Record<'show' | 'title', string>>;
  readonly sessions: {
    readonly by: string;
    readonly byHint: string;
    readonly pause: (text: string) => string;
    readonly column: (name: string) => string;
    readonly items: string;
    readonly categories: string;
    readonly none: string;
    readonly list: string;
    readonly listSub: string;
  };
  readonly trends: {
    readonly a: string;
    readonly b: string;
    readonly measure: string;
    readonly formula: string;
    readonly onlyA: string;
    readonly interval: string;
    readonly auto: string;
    readonly breakdown: string;
    readonly none: string;
    readonly segments: string;
    readonly compare: string;
    readonly filters: (series: string) => string;
  };
  readonly paths: {
    readonly anchor: string;
    readonly anchors: Readonly<Record<'sessions' | 'start' | 'end', string>>;
    readonly event: string;
    readonly within: string;
    readonly session: string;
    readonly window: (text: string) => string;
    readonly steps: string;
    readonly nodes: string;
    readonly events: string;
    readonly merge: string;
    readonly hint: string;
    readonly anchorHere: Readonly<Record<'start' | 'end', (event: string) => string>>;
    readonly chosen: (step: string, node: string) => string;
    readonly next: string;
    readonly any: string;
    readonly clear: string;
    readonly list: string;
  };
}

export const sectionWords: Catalogue<SectionWords> = {
  en: {
    sections: {
      funnel: { title: 'Funnel', lead: 'How many take one step after another, and where they stop.' },
      returns: {
        title: 'Who returns',
        lead: 'How many come back after their first time, how often, and who falls silent.',
      },
      sessions: { title: 'Sessions', lead: 'What happens in one sitting: how long, how it begins and ends, and when.' },
      trends: { title: 'Trends', lead: 'How often something happens over time, one count or a formula of two.' },
      paths: {
        title: 'Paths',
        lead: 'What follows what, from a start, towards an end, or from the beginning of sessions.',
      },
      segments: {
        title: 'Segments side by side',
        lead: 'The groups you named, beside one another and beside everybody.',
      },
    },
    noSegments:
      'No segment yet. Click on any mark that stands for customers, a step, a cell, a bar, and save them as a segment, or make one under “Segments” above.',
    bySegment: { show: 'Show by segment', title: 'By segment' },
    sessions: {
      by: 'Sessions are cut by',
      byHint: 'The pauses below show whether the limit fits your data.',
      pause: (text) => `a pause of ${text}`,
      column: (name) => `the column “${name}”`,
      items: 'Count items by',
      categories: 'Count categories by',
      none: 'not counted',
      list: 'Every session with its features',
      listSub: 'One row per session: what it held, how it began and ended, when. Ready for models of your own.',
    },
    trends: {
      a: 'A',
      b: 'B',
      measure: 'Count',
      formula: 'Show',
      onlyA: 'A alone',
      interval: 'By',
      auto: 'chosen from the span',
      breakdown: 'Broken down by',
      none: 'nothing',
      segments: 'segments',
      compare: 'Compare with the period before',
      filters: (series) => `Which rows of ${series}`,
    },
    paths: {
      anchor: 'Paths',
      anchors: { sessions: 'From the start of sessions', start: 'From an event', end: 'To an event' },
      event: 'Event',
      within: 'Within',
      session: 'one session',
      window: (text) => text,
      steps: 'Steps',
      nodes: 'Steps are',
      events: 'events',
      merge: 'Merge repeats in a row',
      hint: 'Choose a step or a ribbon in the picture (click, or arrows and Enter) to see who went there.',
      anchorHere: { start: (event) => `Paths from “${event}”`, end: (event) => `Paths to “${event}”` },
      chosen: (step, node) => `${step}: ${node}`,
      next: 'and then',
      any: 'whatever',
      clear: 'Show all',
      list: 'Who went this way',
    },
  },
  ru: {
    sections: {
      funnel: { title: 'Воронка', lead: 'Сколько клиентов делают шаг за шагом и где останавливаются.' },
      returns: {
        title: 'Кто возвращается',
        lead: 'Сколько возвращаются после первого раза, как часто, и кто замолкает.',
      },
      sessions: {
        title: 'Визиты',
        lead: 'Что происходит за один заход: сколько он длится, с чего начинается, чем кончается и когда бывает.',
      },
      trends: { title: 'Тренды', lead: 'Как часто что-то происходит: один показатель или формула из двух.' },
      paths: { title: 'Пути', lead: 'Что за чем следует: от события, к событию или от начала визита.' },
      segments: { title: 'Сегменты рядом', lead: 'Ваши группы клиентов рядом друг с другом и со всеми.' },
    },
    noSegments:
      'Сегментов пока нет. Нажмите на любую часть рисунка, за которой стоят клиенты (шаг, клетку, столбец), и сохраните их как сегмент, или соберите его в меню «Сегменты» наверху.',
    bySegment: { show: 'Показать по сегментам', title: 'По сегментам' },
    sessions: {
      by: 'Визит кончается',
      byHint: 'По паузам ниже видно, подходит ли предел вашим данным.',
      pause: (text) => `после паузы в ${text}`,
      column: (name) => `по столбцу «${name}»`,
      items: 'Считать товары по',
      categories: 'Считать категории по',
      none: 'не считать',
      list: 'Все визиты с признаками',
      listSub:
        'По строке на визит: что в нём было, с чего начался, чем кончился и когда. Годится для собственных моделей.',
    },
    trends: {
      a: 'A',
      b: 'B',
      measure: 'Считать',
      formula: 'Показать',
      onlyA: 'только A',
      interval: 'По',
      auto: 'по длине данных',
      breakdown: 'Разбить по',
      none: 'не разбивать',
      segments: 'сегментам',
      compare: 'Сравнить с прошлым периодом',
      filters: (series) => `Какие строки в ${series}`,
    },
    paths: {
      anchor: 'Пути',
      anchors: { sessions: 'От начала визита', start: 'От события', end: 'К событию' },
      event: 'Событие',
      within: 'В пределах',
      session: 'одного визита',
      window: (text) => text,
      steps: 'Шагов',
      nodes: 'Шаги —',
      events: 'события',
      merge: 'Считать повторы подряд одним шагом',
      hint: 'Выберите шаг или поток на схеме (щелчком или стрелками и Enter), чтобы увидеть, кто там был.',
      anchorHere: { start: (event) => `Пути от «${event}»`, end: (event) => `Пути к «${event}»` },
      chosen: (step, node) => `${step}: ${node}`,
      next: 'а затем',
      any: 'что угодно',
      clear: 'Показать всех',
      list: 'Кто так прошёл',
    },
  },
};
