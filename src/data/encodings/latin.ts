import type { Encoding } from '../../core/reading';

/** A language by its letters beyond ASCII, the most frequent first. */
type Alphabet = ReadonlyMap<string, number>;

const alphabet = (letters: string): Alphabet => new Map([...letters].map((letter, i) => [letter, i]));

/** Languages that are written in each set. What a text looks like is judged by one of them at a time. */
const western = [
  'äüöß', // German
  'éèàêçôîùâûëïœüÿ', // French
  'óíáéñúü', // Spanish
  'ãçáéíóêâõúàôü', // Portuguese
  'àèòùìéó', // Italian
  'àéèòíçóúï', // Catalan
  'äöåé', // Swedish, Finnish
  'øåæéöä', // Danish, Norwegian
  'áðíþæöúóýé', // Icelandic
  'éëïöèüç', // Dutch, English
  'äõüöšž', // Estonian
].map(alphabet);

const central = [
  'łóąężśćńź', // Polish
  'íáéěýřčžšůúťňďó', // Czech
  'áíčžýéšúľôťäňďóĺŕ', // Slovak
  'áéöóőüíúű', // Hungarian
  'čšžćđ', // Slovene, Croatian, Bosnian, Serbian
  'ăîşţâșț', // Romanian
].map(alphabet);

const turkish = ['ışğçöüİâî'].map(alphabet);

/** Of all languages of a set together: names of many countries in one file. */
const mixed = {
  western: alphabet('éèàüöäßñóíçáúêâôîïøåæãùëœìòûõýðþšžÿ'),
  central: alphabet('áéőűąćęłńóśźżčíďěňřšťůžöăâîşţđúýüäľĺŕôçësșț'),
  turkish: alphabet('ıİşğçöüâîéèáóíñ'),
};

/** A family of languages, and how much less is made of it where two explain a text alike. */
interface Family {
  readonly languages: readonly Alphabet[];
  readonly mixed: Alphabet;
  readonly handicap: number;
}

function familyOf(encoding: Encoding): Family {
  if (encoding === 'windows-1252') return { languages: western, mixed: mixed.western, handicap: 0 };
  if (encoding === 'windows-1254') return { languages: turkish, mixed: mixed.turkish, handicap: 0.03 };
  // The older set of the two is rarer.
  return { languages: central, mixed: mixed.central, handicap: encoding === 'iso-8859-2' ? 0.03 : 0.02 };
}

/** A letter of another language than the one that a text is judged by: a name from abroad, or the wrong set. */
const FOREIGN = -0.3;
/** What a text of many languages is worth at most, beside one of a single language. */
const MIXED = 0.6;

/**
 * How well letters beyond ASCII read as one language of a set's: the mean over them, at most 0.9, higher is better.
 * Letters that no language of the set has are the wrong ones (−0.4).
 * @param letters in lower case, with how often each comes
 */
export function languageScore(letters: ReadonlyMap<string, number>, encoding: Encoding): number {
  const { languages, mixed: all, handicap } = familyOf(encoding);
  const score = (of: Alphabet, best: number, step: number, other: (letter: string) => number): number => {
    let sum = 0;
    let count = 0;
    for (const [letter, n] of letters) {
      const rank = of.get(letter);
      sum += n * (rank === undefined ? other(letter) : best - step * rank);
      count += n;
    }
    return count === 0 ? 0 : sum / count;
  };
  const foreign = (letter: string): number => (all.has(letter) ? FOREIGN : -0.4);
  const one = languages.map((language) => score(language, 0.9, 0.02, foreign));
  return (
    Math.max(
      ...one,
      score(all, MIXED, 0.008, () => -0.4),
    ) - handicap
  );
}
