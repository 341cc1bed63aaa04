import type { Encoding } from '../../core/reading';
import { mended } from './decode';
import { languageScore } from './latin';

/**
 * How often letters come in Russian text, in tenths of a percent (Lyashevskaya and Sharov, 2009, rounded).
 * Ukrainian and Belarusian letters at the end.
 */
const cyrillic: Readonly<Record<string, number>> = {
  о: 110, е: 85, а: 80, и: 74, н: 67, т: 63, с: 55, р: 47, в: 45, л: 44, к: 35, м: 32, д: 30, п: 28, у: 26,
  я: 20, ы: 19, ь: 17, г: 17, з: 16, б: 16, ч: 14, й: 12, х: 10, ж: 9, ш: 7, ю: 6, ц: 5, щ: 4, э: 3, ф: 3,
  ъ: 1, ё: 1, і: 4, ї: 2, є: 2, ґ: 1, ў: 1,
}; // prettier-ignore

/** Signs that stand in tables of any language. */
const signs = '€£¥¢$§°©®™«»„“”’‘‚‹›–—…№·•±²³¹µ½¼¾\u00a0ºª¿¡×÷†‡‰¶';
/** Those that a word may follow without a blank. */
const opening = '€£¥¢§«„“”‘‚‹¿¡№’–—…·•×\u00a0';

/**
 * How well bytes read in a character set look like a language: the mean over characters beyond ASCII, higher
 * is better, and the text itself; null where the bytes are not valid in it.
 */
export function likelihood(
  bytes: Uint8Array,
  encoding: Encoding,
): { readonly score: number; readonly text: string } | null {
  let text: string;
  try {
    text = mended(new TextDecoder(encoding, { fatal: true }).decode(bytes), encoding);
  } catch {
    return null;
  }
  const score = encoding === 'gb18030' ? chinese : encoding === 'shift_jis' ? japanese : null;
  const cyrillicSet = /1251|koi8|8859-5|866/.test(encoding);
  const letters = new Map<string, number>();
  let sum = 0;
  let count = 0;
  let before = ' ';
  const chars = [...text];
  for (const [i, char] of chars.entries()) {
    if (char > '\x7f') {
      count += 1;
      const after = chars[i + 1] ?? ' ';
      if (score !== null) sum += score(char);
      else if (signs.includes(char)) sum += sign(chars, i);
      else if (cyrillicSet) sum += slavic(char, before, after);
      else if (!isLetter(char)) sum -= 0.8;
      else {
        sum += misplaced(char, before, after, encoding === 'windows-1252');
        const lower = char === 'İ' ? char : char.toLowerCase();
        letters.set(lower, (letters.get(lower) ?? 0) + 1);
      }
    } else if (isLetter(char) && isCyrillic(before)) sum -= 0.5;
    before = char;
  }
  const marked = [...letters.values()].reduce((n, of) => n + of, 0);
  if (marked > 0) sum += marked * languageScore(letters, encoding);
  return count === 0 ? null : { score: sum / count, text };
}

/** Common characters of GB 2312 lie in its first level, U+4E00–U+9FFF in no order: told by the re-encoded lead. */
const chinese = (char: string): number => {
  if (/[\u3000-\u303f\uff00-\uffef]/.test(char)) return 0.6;
  return /[\u4e00-\u9fa5]/.test(char) ? (common.has(char) ? 1 : 0.15) : -1;
};

/** The most frequent characters of written Chinese, and those of tables. */
const common = new Set(
  '的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实日军者意无力它与长把机十民第公此已工使情明性知全三又关点正业外将两高间由问很最重并物手应战向头文体政美相见被利什二等产或新己制身果加西斯月话合回特代内信表化老给世位次度门任常先海通教儿原东声提立及比员解水名真论处走义各入几口认条平系气题活尔更别打女变四神总何电数安少报才结反受目太量再感建务做接必场件计管期市直德资命山金指克许统区保至队形社便空决治展马科司五基眼书非则听白却界达光放强即像难且权思王象完设式色路记南品住告类求据程北边死张该交规万取拉格望觉术领共确传师观清今切院让识候带导争运笔备订单客户商价购买城州省县江广深圳杭姓址额编号销售店'.split(
    '',
  ),
);

const japanese = (char: string): number => {
  if (/[\u3040-\u309f\u30a0-\u30ff]/.test(char)) return 1;
  if (/[\u3000-\u303f\uff00-\uff60]/.test(char)) return 0.5;
  // Half-width kana are single bytes, as Cyrillic letters are in other sets.
  if (/[\uff61-\uff9f]/.test(char)) return -0.5;
  return /[\u4e00-\u9fff]/.test(char) ? (common.has(char) ? 0.7 : 0.3) : -1;
};

/** A sign where signs stand: beside a figure or a blank, not within a word. */
function sign(chars: readonly string[], at: number): number {
  const near = (step: number): string => chars[at + step] ?? ' ';
  const [char, before, after] = [near(0), near(-1), near(1)];
  if (/\d/.test(before === ' ' ? near(-2) : before) || /\d/.test(after)) return 0.5;
  if (char === '’' && isLetter(before) && isLetter(after)) return 0.3;
  if (isLetter(after) && !(opening.includes(char) && !isLetter(before))) return -0.4;
  return isLetter(before) && /[¹²³±µ½¼¾£¥¢§¶]/.test(char) ? -0.1 : 0.2;
}

function slavic(char: string, before: string, after: string): number {
  if (!isCyrillic(char)) return -1;
  const lower = char.toLowerCase();
  const frequency = (cyrillic[lower] ?? 0) / 110;
  // A capital within a word, as koi8-r read as windows-1251 gives at every letter.
  if (char !== lower && isCyrillic(before) && before === before.toLowerCase()) return -0.8;
  const latinBefore = isLetter(before) && !isCyrillic(before);
  const glued = latinBefore || /\d/.test(before);
  const lone = char !== lower && !isLetter(before) && !isLetter(after);
  return 0.25 + 0.75 * frequency - (glued ? 0.7 : lone ? 0.4 : 0) - (char === lower ? 0 : 0.05);
}

/**
 * A letter with a mark stands among plain letters: not beside figures, no capital within a word, not in a row. No western
 * word ends in `iè` or `iæ`, as names in -ič and -ić would read.
 */
function misplaced(char: string, before: string, after: string, inWestern: boolean): number {
  if (inWestern && /[èæ]/i.test(char) && /i/i.test(before) && !isLetter(after)) return -0.7;
  if (/\d/.test(before) || /\d/.test(after)) return -0.7;
  if (char !== char.toLowerCase() && isLetter(before) && before === before.toLowerCase() && before !== 'ß') return -1.2;
  return before > '\x7f' && isLetter(before) ? -0.5 : 0;
}

const isCyrillic = (char: string): boolean => char >= '\u0400' && char <= '\u04ff';
const isLetter = (char: string): boolean => char.toLowerCase() !== char.toUpperCase();
