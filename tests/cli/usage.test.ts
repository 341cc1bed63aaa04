import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ProgressLine } from '../../src/cli/progress';
import { events, Folder, ran } from './support';

let folder: Folder;
beforeAll(() => {
  folder = new Folder();
});
afterAll(() => folder.remove());

describe('wrong usage ends with 2 and says what is wrong', () => {
  test.each<[args: string[], said: RegExp]>([
    [[], /say what to do/],
    [['profil', 'x.csv'], /no command profil; did you mean profile\?/],
    [['run'], /the form is: vitrine run RECIPE --out DIR/],
    [['run', 'a.json'], /run needs --out DIR/],
    [['run', 'a.json', 'b.json', '--out', 'x'], /the form is/],
    [['run', 'a.json', '--out', 'x', '--engine', 'rust'], /--engine is native or wasm, not rust/],
    [['run', 'a.json', '--out', 'x', '--format', 'xls'], /--format is parquet or csv or xlsx or .*, not xls/],
    [['run', 'a.json', '--out', 'x', '--quiet'], /unknown option '--quiet'/],
    [['profile'], /the form is: vitrine profile FILE/],
    [['profile', 'a.csv', '--json=yes'], /--json/],
    [['schema', 'x'], /the form is: vitrine schema/],
  ])('vitrine %j', async (args, said) => {
    const { code, out, err } = await ran(...args);
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(said);
    expect(err.trim().split('\n')).toHaveLength(2);
  });
});

describe('help, schema and profile', () => {
  test('help names every command, and ends with 0', async () => {
    const { code, out, err } = await ran('help');
    expect([code, err]).toEqual([0, '']);
    for (const name of ['run', 'profile', 'schema', 'help']) expect(out).toContain(`vitrine ${name}`);
  });

  test('the schema knows every analysis and refuses other keys', async () => {
    const { code, out } = await ran('schema');
    expect(code).toBe(0);
    const schema = JSON.parse(out) as { title: string; required: string[]; additionalProperties: boolean };
    expect(schema).toMatchObject({ title: 'Vitrine recipe', additionalProperties: false });
    expect(schema.required).toEqual(['vitrine', 'sources', 'analyses']);
    for (const kind of ['overview', 'funnel', 'rfm']) expect(out).toContain(`"const": "${kind}"`);
  });

  test('a profile says rows, roles and columns, for a person and as JSON', async () => {
    const path = folder.write('"; drop table x; --.csv', events);
    const text = await ran('profile', path);
    expect(text.code, text.err).toBe(0);
    expect(text.out).toMatch(/7 rows, 5 columns/);
    expect(text.out).toMatch(/customer = visitor/);
    const json = await ran('profile', path, '--json');
    expect(JSON.parse(json.out)).toMatchObject({ opened: { rows: 7 }, profile: { rows: 7 } });
  });

  test('a profile of no file ends with 1', async () => {
    const { code, err } = await ran('profile', folder.at('none.csv'));
    expect([code, err]).toEqual([1, expect.stringContaining('none.csv is not there.')]);
  });
});

describe('progress', () => {
  const written = (isTTY: boolean): { line: ProgressLine; text: () => string } => {
    let text = '';
    return { line: new ProgressLine({ isTTY, columns: 40, write: (t) => (text += t) }), text: () => text };
  };
  test('on a terminal it is one line, rewritten and taken away', () => {
    const { line, text } = written(true);
    line.show('reading x', null);
    line.of('reading x')({ done: 0.257 });
    line.show('reading x', 0.2579);
    line.clear();
    expect(text()).toBe('\r\u001b[2Kreading x\r\u001b[2Kreading x 25 %\r\u001b[2K');
  });
  test('in a log each task is one line', () => {
    const { line, text } = written(false);
    for (const done of [null, 0.1, 0.5]) line.show('reading x', done);
    line.show('computing y', 0);
    line.clear();
    expect(text()).toBe('reading x\ncomputing y\n');
  });
});
