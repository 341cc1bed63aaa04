import { modelErrors } from './errors.models';
import { inRussian } from './errors.parts';
import type { ErrorCode, ErrorDetails } from './errors.details';
import { plural, type Catalogue } from './words';

export type { ErrorCode, ErrorDetails } from './errors.details';

export type ErrorSentences = {
  readonly [C in ErrorCode]: (details: ErrorDetails[C]) => { sentence: string; remedy: string };
};

const meant = (nearest: string): string => (nearest === '' ? '' : `Did you mean ${nearest}?`);
const imeli = (nearest: string): string => (nearest === '' ? '' : `Возможно, имелось в виду ${nearest}.`);

/** Every error as a person reads it. `sentence` says what happened, `remedy` what to do next. */
export const errorWords = {
  en: {
    cancelled: () => ({ sentence: 'Stopped.', remedy: 'Nothing was changed.' }),
    internal: (d) => ({
      sentence: `Something failed inside Vitrine: ${d.reason}.`,
      remedy: 'Your data is still here. Try again; if it fails again, report it with the details below.',
    }),
    'file.empty': (d) => ({ sentence: `“${d.file}” is empty.`, remedy: 'Choose a file with a header and rows.' }),
    'file.header-only': (d) => ({
      sentence: `“${d.file}” has column names but no rows.`,
      remedy: 'Export it again with the rows included.',
    }),
    'file.unreadable': (d) => ({
      sentence: `“${d.file}” could not be read: ${d.reason}.`,
      remedy: 'Check that the file is complete and opens elsewhere, then drop it again.',
    }),
    'file.not-text': (d) => ({
      sentence: `“${d.file}” is not a text table: it looks like ${d.looksLike}.`,
      remedy: 'Save it as CSV, Excel (.xlsx), JSON or Parquet and drop that file.',
    }),
    'file.too-many-rejects': (d) => ({
      sentence: `${d.rejected} of ${d.rows} rows of “${d.file}” could not be read.`,
      remedy: 'Check the delimiter and quotes of the file.',
    }),
    'file.bomb': (d) => ({
      sentence: `“${d.file}” would unpack to something enormous and was not opened.`,
      remedy: 'If it is yours, unpack it on your computer and drop the table itself.',
    }),
    'file.parts': (d) => ({
      sentence: `“${d.file}” holds no table${d.parts === '' ? '' : `: ${d.parts}`}.`,
      remedy: 'Choose a file with a CSV, JSON, Parquet or Excel table in it.',
    }),
    'file.which-part': (d) => ({
      sentence: `“${d.file}” holds several tables: ${d.parts}.`,
      remedy: 'Say which one, as "read": {"part": "…"} of the source.',
    }),
    'sample.empty': (d) => ({
      sentence: `The sample of “${d.file}” holds no row.`,
      remedy: 'Take a larger share.',
    }),
    'parquet.broken': (d) => ({
      sentence: `“${d.file}” is not a whole Parquet file: ${d.reason}.`,
      remedy: 'It was probably cut off while copying. Copy or export it again.',
    }),
    'parquet.spans': (d) => ({
      sentence: `What is to be read of “${d.file}” is nothing but spans of time (INTERVAL).`,
      remedy: 'Save them as a number of days, or take other columns.',
    }),
    'recipe.not-json': (d) => ({
      sentence: `The recipe is not valid JSON: ${d.reason}.`,
      remedy: 'Mend it at that place.',
    }),
    'recipe.alone': (d) => ({
      sentence: `The recipe says what to do with ${d.files}, and nothing of that name is open.`,
      remedy: 'Drop the file together with the recipe; open a sample before it.',
    }),
    'recipe.invalid': (d) => ({
      sentence: `The recipe has ${d.value} at ${d.path}, where ${d.expected} is expected.`,
      remedy: meant(d.nearest),
    }),
    'recipe.unknown-key': (d) => ({
      sentence: `The recipe has an unknown key “${d.key}” at ${d.path}.`,
      remedy: meant(d.nearest),
    }),
    'recipe.unknown-source': (d) => ({
      sentence: `The recipe names a source “${d.source}” at ${d.path} that it does not define.`,
      remedy: meant(d.nearest),
    }),
    'column.missing': (d) => ({
      sentence: `“${d.source}” has no column “${d.column}” for the role ${d.role}.`,
      remedy: meant(d.nearest),
    }),
    'role.missing': (d) => ({
      sentence: `It is not known which column of “${d.source}” holds: ${d.roles}.`,
      remedy: 'Choose the column by hand.',
    }),
    'role.unreadable': (d) => ({
      sentence: `${d.rows} values of “${d.column}” in “${d.source}” cannot be read as ${d.role}, for instance ${d.example}.`,
      remedy: 'Choose another column, or mend the values.',
    }),
    'event.unknown': (d) => ({ sentence: `There is no event “${d.event}” in the data.`, remedy: meant(d.nearest) }),
    'property.unknown': (d) => ({ sentence: `The file has no column “${d.property}”.`, remedy: meant(d.nearest) }),
    'segment.unknown': (d) => ({ sentence: `There is no segment “${d.segment}”.`, remedy: meant(d.nearest) }),
    'segment.circle': (d) => ({
      sentence: `Segments that rest on one another in a circle hold nobody: ${d.segments}.`,
      remedy: 'Take one of them out of another’s rule.',
    }),
    'segment.failed': (d) => {
      const { sentence, remedy } = errorWords.en[d.cause.code](d.cause.details);
      return { sentence: `The segment “${d.segment}” cannot be made. ${sentence}`, remedy };
    },
    'filter.empty': (d) => ({
      sentence: `The filter leaves nothing of “${d.source}”: no row passes it.`,
      remedy: 'Choose a longer time, fewer conditions or more customers.',
    }),
    'list.unknown': (d) => ({
      sentence: `The analysis “${d.kind}” has no list of customers “${d.list}”.`,
      remedy: meant(d.nearest),
    }),
    'rows.none': (d) => ({
      sentence: `No rows of “${d.source}” are left: ${d.reason}.`,
      remedy: 'Loosen the cleaning or choose other columns.',
    }),
    'span.short': (d) => ({
      sentence: `The data covers ${plural('en', d.days, { one: `${d.days} day`, other: `${d.days} days` })}; at least ${d.needed} are needed.`,
      remedy: 'Open a file that covers more days.',
    }),
    'sql.failed': (d) => ({ sentence: `The query failed: ${d.reason}.`, remedy: 'Mend the query and run it again.' }),
    'export.sheet': (d) => ({
      sentence: {
        rows: 'An Excel sheet holds 1,048,576 rows; this table has more.',
        columns: 'An Excel sheet holds 16,384 columns; this table has more.',
        cell: 'A cell of an Excel sheet holds 32,767 characters; a text of this table is longer.',
        bytes: 'An Excel file holds 4 GB; this table is larger.',
      }[d.over],
      remedy: 'Download it as CSV or Parquet: they have no such limit.',
    }),
    'engine.memory': (d) => ({
      sentence: `There is not enough memory for this step (${d.needed}).`,
      remedy: 'Close other tabs, or use the command line, which can use the whole machine.',
    }),
    'engine.lost': (d) => ({
      sentence: `The database stopped: ${d.reason}.`,
      remedy: 'It starts afresh with the next step; drop the file again.',
    }),
    ...modelErrors.en,
    'data.missing': (d) => ({ sentence: `${d.what} is not there.`, remedy: 'Check the path and try again.' }),
    'combine.column': (d) => ({
      sentence: `“${d.source}” has no column “${d.column}”.`,
      remedy: d.nearest === '' ? 'Choose another column.' : meant(d.nearest),
    }),
    'combine.kind': (d) => ({
      sentence: `“${d.column}” holds text: it has no sum and no mean.`,
      remedy: 'Count its values, or take the last one.',
    }),
    'combine.many': (d) => ({
      sentence: `“${d.source}” has up to ${d.rows} rows with one value of “${d.key}”; joined as it is, rows would be multiplied.`,
      remedy: 'Make a column per period of it, or sum its rows up.',
    }),
    'learn.rows': (d) => ({
      sentence: `There ${plural('en', d.rows, { one: `is ${d.rows} row`, other: `are ${d.rows} rows` })} to learn from; at least ${d.needed} are needed.`,
      remedy: 'Choose a longer time or a wider group of customers.',
    }),
    'learn.one-class': (d) => ({
      sentence: `Every row has the same outcome in “${d.column}”: ${d.value}.`,
      remedy: 'A model needs examples of both outcomes. Choose another column or another window.',
    }),
    'learn.constant': (d) => ({
      sentence: `“${d.column}” is ${d.value} in every row.`,
      remedy: 'There is nothing to predict. Choose another column.',
    }),
    'learn.gaps': (d) => ({
      sentence: `${plural('en', d.rows, { one: `${d.rows} row has`, other: `${d.rows} rows have` })} no usable value in “${d.column}”.`,
      remedy: 'Leave these rows out, or choose another column.',
    }),
    'learn.kind': (d) => ({
      sentence: `“${d.column}” holds text, where numbers are needed.`,
      remedy: 'Choose a column of numbers, or predict it as classes.',
    }),
    'learn.levels': (d) => ({
      sentence: `“${d.column}” has ${d.levels} different values; at most ${d.most} can be told apart.`,
      remedy: 'It probably names the rows. Leave it out, or group its values.',
    }),
    'learn.failed': (d) => ({
      sentence: `The model could not be trained: ${d.reason}.`,
      remedy: 'Choose other columns or another kind of model.',
    }),
    'task.future': (d) => ({
      sentence: `What the model would look at (${d.reading}) lies up to ${d.hours} hours after the moment it predicts from.`,
      remedy: 'It would know the answer beforehand. Move the cutoff, or leave this out.',
    }),
    'task.overlap': (d) => ({
      sentence: `The ${d.days} days from ${d.cutoff} on reach beyond ${d.limit}.`,
      remedy: 'Choose an earlier date or fewer days.',
    }),
    'task.few': (d) => ({
      sentence: `The rarer outcome occurs ${d.rows} times; at least ${d.needed} are needed.`,
      remedy: 'Choose more days, a wider group of customers, or a more frequent event or value.',
    }),
  },
  ru: {
    cancelled: () => ({ sentence: 'Остановлено.', remedy: 'Ничего не изменилось.' }),
    internal: (d) => ({
      sentence: `Внутренняя ошибка Vitrine: ${inRussian(d.reason)}.`,
      remedy: 'Данные на месте. Повторите; если ошибка вернётся, сообщите о ней с подробностями ниже.',
    }),
    'file.empty': (d) => ({ sentence: `Файл «${d.file}» пуст.`, remedy: 'Выберите файл с заголовком и строками.' }),
    'file.header-only': (d) => ({
      sentence: `В файле «${d.file}» есть названия столбцов, но нет строк.`,
      remedy: 'Выгрузите его ещё раз вместе со строками.',
    }),
    'file.unreadable': (d) => ({
      sentence: `Файл «${d.file}» не читается: ${inRussian(d.reason)}.`,
      remedy: 'Проверьте, что файл целый, и перетащите его снова.',
    }),
    'file.not-text': (d) => ({
      sentence: `Файл «${d.file}» — не текстовая таблица: определяется как ${inRussian(d.looksLike)}.`,
      remedy: 'Сохраните его как CSV, Excel (.xlsx), JSON или Parquet и перетащите этот файл.',
    }),
    'file.too-many-rejects': (d) => ({
      sentence: `Не удалось прочитать ${d.rejected} из ${d.rows} строк файла «${d.file}».`,
      remedy: 'Проверьте разделитель и кавычки в файле.',
    }),
    'file.bomb': (d) => ({
      sentence: `Файл «${d.file}» распаковался бы во что-то огромное, поэтому он не открыт.`,
      remedy: 'Если это ваш файл, распакуйте его на компьютере и перетащите саму таблицу.',
    }),
    'file.parts': (d) => ({
      sentence: `В файле «${d.file}» нет таблиц${d.parts === '' ? '' : `: ${d.parts}`}.`,
      remedy: 'Выберите файл, в котором есть таблица CSV, JSON, Parquet или Excel.',
    }),
    'file.which-part': (d) => ({
      sentence: `В файле «${d.file}» несколько таблиц: ${d.parts}.`,
      remedy: 'Укажите нужную в источнике: "read": {"part": "…"}.',
    }),
    'sample.empty': (d) => ({
      sentence: `В выборке из «${d.file}» нет ни одной строки.`,
      remedy: 'Возьмите долю побольше.',
    }),
    'parquet.broken': (d) => ({
      sentence: `«${d.file}» — не целый файл Parquet: ${inRussian(d.reason)}.`,
      remedy: 'Вероятно, он обрезан при копировании. Скопируйте или выгрузите его заново.',
    }),
    'parquet.spans': (d) => ({
      sentence: `Из «${d.file}» нужно прочесть одни промежутки времени (INTERVAL), а они не читаются.`,
      remedy: 'Сохраните их числом дней или возьмите другие столбцы.',
    }),
    'recipe.not-json': (d) => ({
      sentence: `Рецепт — не JSON: ${inRussian(d.reason)}.`,
      remedy: 'Исправьте это место.',
    }),
    'recipe.alone': (d) => ({
      sentence: `Рецепт говорит, что делать с ${d.files}, а здесь такого не открыто.`,
      remedy: 'Перетащите файл вместе с рецептом; образец откройте до него.',
    }),
    'recipe.invalid': (d) => ({
      sentence: `В рецепте по пути ${d.path} стоит ${d.value}, а ожидается ${d.expected}.`,
      remedy: imeli(d.nearest),
    }),
    'recipe.unknown-key': (d) => ({
      sentence: `В рецепте по пути ${d.path} неизвестный ключ «${d.key}».`,
      remedy: imeli(d.nearest),
    }),
    'recipe.unknown-source': (d) => ({
      sentence: `Рецепт по пути ${d.path} ссылается на источник «${d.source}», которого в нём нет.`,
      remedy: imeli(d.nearest),
    }),
    'column.missing': (d) => ({
      sentence: `В «${d.source}» нет столбца «${d.column}» для роли «${inRussian(d.role)}».`,
      remedy: imeli(d.nearest),
    }),
    'role.missing': (d) => ({
      sentence: `Неизвестно, в каком столбце «${d.source}» находится: ${inRussian(d.roles)}.`,
      remedy: 'Выберите столбец вручную.',
    }),
    'role.unreadable': (d) => ({
      sentence: `${d.rows} значений столбца «${d.column}» в «${d.source}» не читаются как ${inRussian(d.role)}, например ${d.example}.`,
      remedy: 'Выберите другой столбец или исправьте значения.',
    }),
    'event.unknown': (d) => ({ sentence: `В данных нет события «${d.event}».`, remedy: imeli(d.nearest) }),
    'property.unknown': (d) => ({ sentence: `В файле нет столбца «${d.property}».`, remedy: imeli(d.nearest) }),
    'segment.unknown': (d) => ({ sentence: `Нет сегмента «${d.segment}».`, remedy: imeli(d.nearest) }),
    'segment.circle': (d) => ({
      sentence: `Сегменты ссылаются друг на друга по кругу: ${d.segments}.`,
      remedy: 'Уберите один из них из правила другого.',
    }),
    'segment.failed': (d) => {
      const { sentence, remedy } = errorWords.ru[d.cause.code](d.cause.details);
      return { sentence: `Сегмент «${d.segment}» не собрать. ${sentence}`, remedy };
    },
    'filter.empty': (d) => ({
      sentence: `Фильтр ничего не оставил от «${d.source}»: под него не подходит ни одна строка.`,
      remedy: 'Возьмите срок длиннее, меньше условий или больше клиентов.',
    }),
    'list.unknown': (d) => ({
      sentence: `У анализа «${d.kind}» нет списка клиентов «${d.list}».`,
      remedy: imeli(d.nearest),
    }),
    'rows.none': (d) => ({
      sentence: `В «${d.source}» не осталось строк: ${inRussian(d.reason)}.`,
      remedy: 'Смягчите очистку или выберите другие столбцы.',
    }),
    'span.short': (d) => ({
      sentence: `Данные охватывают ${plural('ru', d.days, { one: `${d.days} день`, few: `${d.days} дня`, many: `${d.days} дней`, other: `${d.days} дня` })}, а нужно не меньше ${d.needed}.`,
      remedy: 'Откройте файл за более долгий срок.',
    }),
    'sql.failed': (d) => ({
      sentence: `Запрос не выполнен: ${inRussian(d.reason)}.`,
      remedy: 'Исправьте запрос и повторите.',
    }),
    'export.sheet': (d) => ({
      sentence: {
        rows: 'На листе Excel помещается 1 048 576 строк, а в этой таблице их больше.',
        columns: 'На листе Excel помещается 16 384 столбца, а в этой таблице их больше.',
        cell: 'В ячейку Excel помещается 32 767 знаков, а в этой таблице есть текст длиннее.',
        bytes: 'Файл Excel вмещает не больше 4 ГБ, а эта таблица больше.',
      }[d.over],
      remedy: 'Скачайте её как CSV или Parquet: у них таких ограничений нет.',
    }),
    'engine.memory': (d) => ({
      sentence: `Для этого шага не хватает памяти (${d.needed}).`,
      remedy: 'Закройте другие вкладки или используйте командную строку: ей доступна вся машина.',
    }),
    'engine.lost': (d) => ({
      sentence: `База данных остановилась: ${inRussian(d.reason)}.`,
      remedy: 'Она запустится заново на следующем шаге; перетащите файл снова.',
    }),
    ...modelErrors.ru,
    'data.missing': (d) => ({ sentence: `${d.what}: не найдено.`, remedy: 'Проверьте путь и повторите.' }),
    'combine.column': (d) => ({
      sentence: `В «${d.source}» нет столбца «${d.column}».`,
      remedy: d.nearest === '' ? 'Выберите другой столбец.' : imeli(d.nearest),
    }),
    'combine.kind': (d) => ({
      sentence: `В столбце «${d.column}» текст: у него нет ни суммы, ни среднего.`,
      remedy: 'Посчитайте значения или возьмите последнее.',
    }),
    'combine.many': (d) => ({
      sentence: `В «${d.source}» до ${d.rows} строк с одним значением «${d.key}»: соединить их как есть — значит размножить строки.`,
      remedy: 'Разложите её по столбцам-периодам или сведите строки в одну.',
    }),
    'learn.rows': (d) => ({
      sentence: `Для обучения есть ${plural('ru', d.rows, { one: `${d.rows} строка`, few: `${d.rows} строки`, many: `${d.rows} строк`, other: `${d.rows} строки` })}, а нужно не меньше ${d.needed}.`,
      remedy: 'Возьмите более долгий срок или более широкую группу клиентов.',
    }),
    'learn.one-class': (d) => ({
      sentence: `Во всех строках «${d.column}» исход один и тот же: ${d.value}.`,
      remedy: 'Модели нужны примеры обоих исходов. Выберите другой столбец или другое окно.',
    }),
    'learn.constant': (d) => ({
      sentence: `В столбце «${d.column}» во всех строках ${d.value}.`,
      remedy: 'Предсказывать нечего. Выберите другой столбец.',
    }),
    'learn.gaps': (d) => ({
      sentence: `В столбце «${d.column}» нет пригодного значения: ${plural('ru', d.rows, { one: `${d.rows} строка`, few: `${d.rows} строки`, many: `${d.rows} строк`, other: `${d.rows} строки` })}.`,
      remedy: 'Исключите эти строки или выберите другой столбец.',
    }),
    'learn.kind': (d) => ({
      sentence: `В столбце «${d.column}» текст, а нужны числа.`,
      remedy: 'Выберите столбец с числами или предсказывайте классы.',
    }),
    'learn.levels': (d) => ({
      sentence: `В столбце «${d.column}» разных значений ${d.levels}, а различить можно не больше ${d.most}.`,
      remedy: 'Похоже, это имена строк. Уберите столбец или объедините значения.',
    }),
    'learn.failed': (d) => ({
      sentence: `Модель не обучилась: ${inRussian(d.reason)}.`,
      remedy: 'Выберите другие столбцы или другой вид модели.',
    }),
    'task.future': (d) => ({
      sentence: `То, на что смотрела бы модель (${d.reading}), лежит до ${d.hours} ч позже момента прогноза.`,
      remedy: 'Ответ был бы известен заранее. Сдвиньте дату отсечения или исключите эти данные.',
    }),
    'task.overlap': (d) => ({
      sentence: `${d.days} дн. с ${d.cutoff} выходят за ${d.limit}.`,
      remedy: 'Возьмите дату раньше или меньше дней.',
    }),
    'task.few': (d) => ({
      sentence: `Более редкий исход встречается ${plural('ru', d.rows, { one: `${d.rows} раз`, few: `${d.rows} раза`, many: `${d.rows} раз`, other: `${d.rows} раза` })}, а нужно не меньше ${d.needed}.`,
      remedy: 'Возьмите больше дней, более широкую группу клиентов, более частое событие или значение.',
    }),
  },
} as const satisfies Catalogue<ErrorSentences> as Catalogue<{
  readonly [C in ErrorCode]: (details: ErrorDetails[ErrorCode]) => { sentence: string; remedy: string };
}>;
