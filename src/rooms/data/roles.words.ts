import type { Catalogue } from '../../core/words';

/** What is remembered of a file's roles. */
export interface RolesWords {
  readonly remembered: Readonly<Record<'now' | 'before', string>>;
  readonly forget: string;
}

export const rolesWords: Catalogue<RolesWords> = {
  en: {
    remembered: {
      before: 'Remembered from last time: you chose these for a file with the same columns.',
      now: 'Remembered on this device for files with the same columns. Only the places of columns are kept, no data.',
    },
    forget: 'Forget',
  },
  ru: {
    remembered: {
      before: 'Запомнено с прошлого раза: так вы выбрали для файла с такими же столбцами.',
      now: 'Запомнено на этом устройстве для файлов с такими же столбцами. Хранятся только места столбцов, без данных.',
    },
    forget: 'Забыть',
  },
};
