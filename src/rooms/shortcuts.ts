import type { Catalogue } from '../core/words';
import type { Shortcut } from '../ui/types';

/** The keys that work everywhere. */
export const shellShortcuts: Catalogue<readonly Shortcut[]> = {
  en: [
    { group: 'Everywhere', keys: ['Ctrl', 'K'], says: 'Commands' },
    { group: 'Everywhere', keys: ['/'], says: 'Search the commands' },
    { group: 'Everywhere', keys: ['?'], says: 'These shortcuts' },
    { group: 'Rooms', keys: ['['], says: 'The room before' },
    { group: 'Rooms', keys: [']'], says: 'The next room' },
    { group: 'In a chart', keys: ['←', '→', '↑', '↓'], says: 'From mark to mark, with the value spoken' },
    { group: 'In a chart', keys: ['Esc'], says: 'Leave the chart' },
  ],
  ru: [
    { group: 'Везде', keys: ['Ctrl', 'K'], says: 'Команды' },
    { group: 'Везде', keys: ['/'], says: 'Поиск по командам' },
    { group: 'Везде', keys: ['?'], says: 'Эти клавиши' },
    { group: 'Разделы', keys: ['['], says: 'Предыдущий раздел' },
    { group: 'Разделы', keys: [']'], says: 'Следующий раздел' },
    { group: 'На графике', keys: ['←', '→', '↑', '↓'], says: 'От отметки к отметке, значение произносится' },
    { group: 'На графике', keys: ['Esc'], says: 'Выйти из графика' },
  ],
};
