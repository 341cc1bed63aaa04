import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { encodings, type Encoding } from '../../src/core/reading';
import { detectEncoding } from '../../src/data/encodings/detect';
import { openAll, rowsOf, sharedEngine } from './engines';
import { encode } from './formats/made';

const russian =
  'Клиент;Дата;Сумма;Город\nИванов Иван;01.02.2020;120;Москва\nПетрова Анна;02.02.2020;300;Санкт-Петербург\nСидоров;03.02.2020;5;Екатеринбург\n';
const german = 'Kunde;Straße;Betrag\nMüller;Hauptstraße 5;12\nGötz;Käferweg;3\nWeiß;Am Öl;1\n';
const french = 'Prénom;Ville;Montant\nAndré;Besançon;12\nHélène;Orléans;15\nFrançois;Nîmes;16\n';
const polish = 'Imię;Miasto\nŁukasz;Łódź\nMałgorzata;Kraków\nŚwiętosława;Gdańsk\n';
const czech = 'Jméno;Město\nDvořák;Plzeň\nŽižka;České Budějovice\nRůžička;Třebíč\nŠimek;Žďár\n';
const slovak = 'Meno;Mesto\nŠťastný;Ľubica\nKováč;Žilina\nTóth;Košice\nHudák;Kežmarok\n';
const hungarian = 'Vevő;Összeg;Város\nSzűcs;5;Győr\nKovács;7;Székesfehérvár\nTörök;9;Érd\n';
const slovene = 'Kupec;Mesto\nŽan Kovačič;Škofja Loka\nTomaž Šuštar;Žalec\nUroš Košir;Tržič\n';
const croatian = 'Kupac;Grad\nKovačević;Šibenik\nJurić;Đakovo\nŠarić;Požega\n';
const spanish = 'Cliente;Año\nMuñoz;2020\nNúñez;2021\nGonzález;2020\n';
const danish = 'Kunde;By\nMøller;Århus\nSørensen;Køge\nKjær;Næstved\n';
const icelandic = 'Nafn;Staður\nGuðmundsson;Hafnarfjörður\nÞór;Ísafjörður\n';
const english = 'Item;Price\nTea;£12\nScone;£3.50\nCafé;5 €\nMug – large;£7½\n';
const turkish = 'İsim;Şehir\nAyşe;İstanbul\nÇağrı;Eskişehir\nGüneş;Şanlıurfa\n';
const chinese = '客户,日期,金额\n张三,2020-01-01,100\n李四,2020-02-01,200\n北京商店,2020-03-01,300\n';
const japanese = '顧客,日付,金額\n田中太郎,2020-01-01,100\nスズキ商店,2020-02-01,200\nさくら,2020-03-01,30\n';

/** Text of a language and the sets it is written in. */
const written: readonly (readonly [string, string, readonly Encoding[]])[] = [
  ['Russian', russian, ['windows-1251', 'koi8-r', 'iso-8859-5', 'ibm866', 'utf-8', 'utf-16le', 'utf-16be']],
  ['Russian in capitals', russian.toUpperCase(), ['windows-1251', 'koi8-r', 'iso-8859-5', 'ibm866']],
  ['German', german, ['windows-1252', 'utf-8', 'utf-16le']],
  ['French', french, ['windows-1252', 'utf-8']],
  ['Polish', polish, ['windows-1250', 'iso-8859-2', 'utf-8']],
  ['Czech', czech, ['windows-1250', 'iso-8859-2']],
  ['Slovak', slovak, ['windows-1250', 'iso-8859-2']],
  ['Hungarian', hungarian, ['windows-1250']],
  ['Slovene', slovene, ['windows-1250', 'iso-8859-2']],
  ['Croatian', croatian, ['windows-1250', 'iso-8859-2']],
  ['Spanish', spanish, ['windows-1252']],
  ['Danish', danish, ['windows-1252']],
  ['Icelandic', icelandic, ['windows-1252']],
  ['English with pounds', english, ['windows-1252']],
  ['Turkish', turkish, ['windows-1254', 'utf-8']],
  ['Chinese', chinese, ['gb18030', 'utf-8', 'utf-16be']],
  ['Japanese', japanese, ['shift_jis', 'utf-8']],
];

describe('the character set of a text', () => {
  test.each(written.flatMap(([language, text, sets]) => sets.map((set) => [language, set, text] as const)))(
    '%s in %s is found',
    (_, set, text) => {
      expect(detectEncoding([encode(text, set)])?.encoding).toBe(set);
    },
  );

  test('a mark decides; a few faults among good characters leave it UTF-8; NULs are no text', () => {
    expect(detectEncoding([Uint8Array.of(0xef, 0xbb, 0xbf, 0x61)])).toMatchObject({ encoding: 'utf-8', by: 'mark' });
    expect(detectEncoding([Uint8Array.of(0xfe, 0xff, 0, 0x61)])).toMatchObject({ encoding: 'utf-16be', by: 'mark' });
    const faulty = Buffer.concat([Buffer.from(russian.repeat(3)), Buffer.of(0xc3, 0x28, 10)]);
    expect(detectEncoding([faulty])?.encoding).toBe('utf-8');
    expect(detectEncoding([Uint8Array.of(0x61, 0, 0x62, 1, 0xfa, 10, 3, 9, 9)])).toBeNull();
  });
});

describe('DuckDB', () => {
  const engine = sharedEngine();

  test('a set that shows only far into the file is found, and a choice overrules what was found', async () => {
    const late = `id,name\n${Array.from({ length: 40_000 }, (_x, i) => `${i},x`).join('\n')}\n`;
    const bytes = Buffer.concat([Buffer.from(late), encode('1,Москва\n2,Омск и Томск\n', 'windows-1251')]);
    const [found] = await openAll(await engine(), bytes, 'late.csv');
    expect(found).toMatchObject({
      rows: 40_002,
      rejected: 0,
      read: { encoding: { name: 'windows-1251', by: 'letters' } },
    });
    const [chosen] = await openAll(await engine(), encode(russian, 'windows-1251'), 'a.csv', { encoding: 'koi8-r' });
    expect(chosen?.columns[0]?.name).toBe('йКХЕМР');
  });

  test('bytes that mean nothing in the set are replaced and counted', async () => {
    const bytes = Buffer.concat([encode('a,b\n', 'utf-16le'), Buffer.of(0x00, 0xd8), encode('x,1\ny,2\n', 'utf-16le')]);
    const [one] = await openAll(await engine(), bytes, 'a.csv', { encoding: 'utf-16le' });
    expect(one).toMatchObject({ rows: 2, read: { replaced: 1 } });
  });

  /** Characters that a set has, for tables of its own. */
  const letters: Readonly<Record<Encoding, string>> = {
    'utf-8': 'aжé字😀',
    'utf-16le': 'aжé字😀',
    'utf-16be': 'aжé字😀',
    'windows-1251': 'abжщЯё«',
    'koi8-r': 'abжщЯё',
    'iso-8859-5': 'abжщЯё',
    ibm866: 'abжщЯё',
    'windows-1252': 'abéüßñ€',
    'windows-1250': 'abłśćžő€',
    'iso-8859-2': 'abłśćžő',
    'windows-1254': 'abğışİç',
    gb18030: 'ab张北京',
    shift_jis: 'ab顧さカ',
  };

  test('a random table in a random dialect and any set is read back equal', async () => {
    const run = await engine();
    const table = fc.constantFrom(...encodings).chain((encoding) => {
      const unit = fc.constantFrom(...letters[encoding], ' ', ',', ';', '\t', '"', '\n', '7');
      const cell = fc.string({ unit, minLength: 1, maxLength: 8 }).map((s) => `v${s}v`);
      const rows = fc
        .integer({ min: 2, max: 4 })
        .chain((width) =>
          fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 3, maxLength: 8 }),
        );
      return fc.record({ encoding: fc.constant(encoding), rows });
    });
    await fc.assert(
      fc.asyncProperty(
        table,
        fc.constantFrom(',', ';', '\t', '|'),
        fc.constantFrom('\n', '\r\n'),
        fc.boolean(),
        async ({ encoding, rows }, delimiter, end, mark) => {
          const header = (rows[0] ?? []).map((_, i) => `name ${i}`);
          const text = [header, ...rows]
            .map((row) => row.map((c) => `"${c.replaceAll('"', '""')}"`).join(delimiter))
            .join(end);
          const bom = mark && encoding.startsWith('utf') ? '\ufeff' : '';
          const [one] = await openAll(run, encode(`${bom}${text}${end}`, encoding), 'a.csv', { encoding });
          expect(one?.rejected).toBe(0);
          expect(one === undefined ? [] : await rowsOf(run, one)).toEqual(rows);
        },
      ),
      { numRuns: 60, seed: 20_261 },
    );
  });
});
