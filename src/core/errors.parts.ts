/**
 * Words inside an error's details that come from the code in English, in Russian: names of roles and
 * stages, kinds of file, reasons of our own. What is not here (a column, a value, an engine's own message)
 * stands as it is.
 */
const russian: Readonly<Record<string, string | undefined>> = {
  // Roles and stages, in the nominative: they stand after a colon.
  customer: 'клиент',
  time: 'время',
  event: 'событие',
  order: 'заказ',
  amount: 'сумма',
  price: 'цена за штуку',
  quantity: 'количество',
  view: 'просмотр',
  cart: 'корзина',
  checkout: 'оформление',
  purchase: 'покупка',
  refund: 'возврат',
  label: 'исход, который предсказывается',
  // Kinds of file.
  'binary data': 'двоичные данные',
  'text that is not UTF-8': 'текст не в UTF-8',
  // Reasons.
  'it is encrypted': 'он зашифрован',
  'it does not begin with PAR1': 'в начале нет PAR1',
  'it is too short': 'он слишком короткий',
  'its end is missing': 'конец отсутствует',
  'its directory is damaged': 'оглавление повреждено',
  'its compressed data is damaged': 'сжатые данные повреждены',
  'its directory is damaged or cut off': 'оглавление повреждено или обрезано',
  'its Arrow data is damaged': 'данные Arrow повреждены',
  'it is protected with a password': 'он защищён паролем',
  'it is compressed in a way that is not known here': 'способ сжатия здесь неизвестен',
  'it is no JSON near character': 'это не JSON, смотрите символ',
  'it ends in the middle': 'он обрывается на середине',
  'the source is empty': 'источник пуст',
  'the file is empty': 'файл пуст',
  'it was closed': 'она закрыта',
  'its worker broke off': 'прервалась её работа',
  'its worker was ended': 'её работа прервана',
  // Why rows are left out.
  'no customer': 'нет клиента',
  'no time': 'нет времени',
  'unreadable time': 'время не читается',
  'unreadable row': 'строка не читается',
  duplicate: 'повтор',
  'zero amount': 'нулевая сумма',
  'every row is incomplete': 'все строки неполные',
};

/** One word or reason in Russian; also lists ("customer, time") and counted reasons ("no customer: 12"). */
export function inRussian(text: string): string {
  const known = Object.hasOwn(russian, text) ? russian[text] : undefined;
  if (known !== undefined) return known;
  if (text.includes(', ')) {
    const parts = text.split(', ');
    if (parts.every((part) => Object.hasOwn(russian, part)))
      return parts.map((part) => russian[part] ?? part).join(', ');
  }
  const counted = /^(.*): (\d+)$/.exec(text);
  const [reason, rows] = [counted?.[1], counted?.[2]];
  if (reason !== undefined && rows !== undefined && Object.hasOwn(russian, reason))
    return `${russian[reason] ?? reason} (${rows})`;
  return text;
}
