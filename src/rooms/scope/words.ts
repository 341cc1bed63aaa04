import { plural, type Catalogue } from '../../core/words';
import type { TermText } from '../../ui/types';

/** Texts of the filter, "now" and segments: the top bar and its dialogs. */
export interface ScopeWords {
  readonly filter: string;
  readonly filterTitle: string;
  readonly filterText: string;
  readonly clear: string;
  readonly saveFilter: string;
  readonly rowsEach: string;
  readonly atLeast: (count: number) => string;
  readonly apply: string;
  readonly cancel: string;
  readonly applying: string;
  readonly conditions: (count: number) => string;
  readonly since: (date: string) => string;
  readonly until: (date: string) => string;
  readonly left: (share: string) => string;
  readonly onlySegment: (name: string) => string;
  readonly notSegment: (name: string) => string;
  readonly period: string;
  readonly from: string;
  readonly to: string;
  readonly tests: string;
  readonly customers: string;
  readonly everyone: string;
  readonly ownRule: string;
  readonly among: string;
  readonly news: TermText;
  readonly now: string;
  readonly nowTitle: string;
  readonly nowText: string;
  readonly asOf: string;
  readonly lastDay: (date: string) => string;
  readonly beforeData: (date: string) => string;
  readonly zone: string;
  readonly zoneHint: string;
  readonly noZone: string;
  readonly segments: string;
  readonly segmentsTitle: string;
  readonly segmentsText: string;
  readonly noSegments: string;
  readonly size: (customers: string, share: string) => string;
  readonly use: string;
  readonly rename: string;
  readonly drop: string;
  readonly actions: (name: string) => string;
  readonly combine: string;
  readonly first: string;
  readonly second: string;
  readonly how: string;
  readonly ways: Readonly<Record<'and' | 'or' | 'without', string>>;
  readonly name: string;
  readonly save: string;
  readonly taken: string;
  readonly saveAs: string;
  readonly saveTitle: string;
  readonly saveText: string;
  readonly whole: string;
  readonly which: string;
  readonly valueIs: (column: string, value: string) => string;
  readonly saved: (name: string) => string;
  readonly dismiss: string;
}

export const scopeWords: Catalogue<ScopeWords> = {
  en: {
    filter: 'Filter',
    filterTitle: 'What everything on the page counts',
    filterText: 'All rooms follow this choice. The file itself stays as it is.',
    clear: 'Clear the filter',
    saveFilter: 'Save these customers as a segment',
    rowsEach: 'Customers with so many of these rows',
    atLeast: (n) => (n === 1 ? 'one or more' : `${n} or more`),
    apply: 'Apply',
    cancel: 'Cancel',
    applying: 'Applying',
    conditions: (n) => `${n} ${plural('en', n, { one: 'condition', other: 'conditions' })}`,
    since: (date) => `since ${date}`,
    until: (date) => `until ${date}`,
    left: (share) => `${share} of customers`,
    onlySegment: (name) => name,
    notSegment: (name) => `not ${name}`,
    period: 'Period',
    from: 'From',
    to: 'To, included',
    tests: 'Rows whose columns pass',
    customers: 'Customers',
    everyone: 'Everyone',
    ownRule: 'By a rule of the recipe',
    among: 'Only these customers',
    news: {
      title: '“New” under a filter',
      says: 'A customer counts as new the first time they appear within what is left, even if an earlier row was filtered out.',
    },
    now: 'Date and zone',
    nowTitle: 'When is “now”',
    nowText: 'Later rows are not seen, and recency is counted from this day. Days begin at midnight of the zone.',
    asOf: 'As of the end of',
    lastDay: (date) => `Use the last day of the data, ${date}`,
    beforeData: (date) => `The data begins on ${date}.`,
    zone: 'Time zone',
    zoneHint: 'Type a city or choose from the list',
    noZone: 'There is no such time zone. Try a city, such as Europe/Berlin.',
    segments: 'Segments',
    segmentsTitle: 'Segments of customers',
    segmentsText:
      'Named groups, to filter by, compare and export. Save one from any list, from a mark of a chart, or from the filter.',
    noSegments: 'No segments yet. Save one from a list of customers, from a mark of a chart, or from the filter.',
    size: (customers, share) => `${customers} · ${share}`,
    use: 'Use as filter',
    rename: 'Rename',
    drop: 'Delete',
    actions: (name) => `What to do with ${name}`,
    combine: 'Combine two',
    first: 'First segment',
    second: 'Second segment',
    how: 'How',
    ways: { and: 'in both', or: 'in either', without: 'in the first only' },
    name: 'Name',
    save: 'Save',
    taken: 'A segment has this name already.',
    saveAs: 'Save as segment',
    saveTitle: 'Save customers as a segment',
    saveText: 'The segment keeps its rule, not the names: with another date or file it is found anew.',
    whole: 'The whole list',
    which: 'Which customers',
    valueIs: (column, value) => `${column}: ${value}`,
    saved: (name) => `Saved the segment “${name}”.`,
    dismiss: 'Dismiss',
  },
  ru: {
    filter: 'Фильтр',
    filterTitle: 'Что учитывать на всей странице',
    filterText: 'Этому выбору следуют все разделы. Сам файл не меняется.',
    clear: 'Снять фильтр',
    saveFilter: 'Сохранить этих клиентов как сегмент',
    rowsEach: 'Клиенты, у которых таких строк',
    atLeast: (n) => (n === 1 ? 'хотя бы одна' : `${n} и больше`),
    apply: 'Применить',
    cancel: 'Отмена',
    applying: 'Применяем',
    conditions: (n) => `${n} ${plural('ru', n, { one: 'условие', few: 'условия', many: 'условий', other: 'условия' })}`,
    since: (date) => `с ${date}`,
    until: (date) => `по ${date}`,
    left: (share) => `${share} клиентов`,
    onlySegment: (name) => name,
    notSegment: (name) => `кроме «${name}»`,
    period: 'Период',
    from: 'С',
    to: 'По, включительно',
    tests: 'Строки, где столбцы подходят',
    customers: 'Клиенты',
    everyone: 'Все',
    ownRule: 'По правилу из рецепта',
    among: 'Только эти клиенты',
    news: {
      title: '«Новый» под фильтром',
      says: 'Клиент считается новым, когда впервые встречается среди оставшихся строк, даже если более ранняя строка отсеяна.',
    },
    now: 'Дата и пояс',
    nowTitle: 'Какой день считать сегодняшним',
    nowText: 'Более поздние строки не видны, давность считается от этого дня. Сутки начинаются в полночь пояса.',
    asOf: 'На конец дня',
    lastDay: (date) => `Взять последний день данных, ${date}`,
    beforeData: (date) => `Данные начинаются ${date}.`,
    zone: 'Часовой пояс',
    zoneHint: 'Введите город латиницей или выберите из списка',
    noZone: 'Такого пояса нет. Попробуйте город, например Europe/Moscow.',
    segments: 'Сегменты',
    segmentsTitle: 'Сегменты клиентов',
    segmentsText:
      'Группы с именами: по ним фильтруют, сравнивают, их выгружают. Сохранить можно из любого списка, с графика или из фильтра.',
    noSegments: 'Сегментов пока нет. Сохраните их из списка клиентов, с графика или из фильтра.',
    size: (customers, share) => `${customers} · ${share}`,
    use: 'Фильтровать по нему',
    rename: 'Переименовать',
    drop: 'Удалить',
    actions: (name) => `Действия с «${name}»`,
    combine: 'Объединить два',
    first: 'Первый сегмент',
    second: 'Второй сегмент',
    how: 'Как',
    ways: { and: 'в обоих', or: 'хотя бы в одном', without: 'только в первом' },
    name: 'Название',
    save: 'Сохранить',
    taken: 'Сегмент с таким названием уже есть.',
    saveAs: 'Сохранить как сегмент',
    saveTitle: 'Сохранить клиентов как сегмент',
    saveText: 'Хранится правило, а не имена: на другую дату или для другого файла состав найдётся заново.',
    whole: 'Весь список',
    which: 'Какие клиенты',
    valueIs: (column, value) => `${column}: ${value}`,
    saved: (name) => `Сегмент «${name}» сохранён.`,
    dismiss: 'Закрыть',
  },
};
