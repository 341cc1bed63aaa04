import { parseArgs, type ParseArgsConfig } from 'node:util';
import type { ExportFormat } from '../core/engine';
import { nearest } from '../core/nearest';
import { UsageError } from './usage';

export type EngineName = 'native' | 'wasm';

/** What the command line was asked for. */
export type Command =
  | { readonly command: 'help' }
  | { readonly command: 'schema' }
  | { readonly command: 'profile'; readonly file: string; readonly json: boolean; readonly engine: EngineName }
  | {
      readonly command: 'run';
      readonly recipe: string;
      readonly out: string;
      readonly engine: EngineName;
      readonly format: ExportFormat;
      /** Files of models that segments score with. */
      readonly models: readonly string[];
    };

const commands = ['run', 'profile', 'schema', 'help'];

/**
 * Reads the arguments behind `vitrine`.
 * @throws UsageError that names what is wrong, and the nearest right name
 */
export function readCommand(args: readonly string[]): Command {
  const [command, ...rest] = args;
  if (command === undefined) throw new UsageError('say what to do: run, profile, schema or help');
  switch (command) {
    case 'help':
    case '--help':
    case '-h':
      return { command: 'help' };
    case 'schema':
      parse(rest, {}, 0, 'schema');
      return { command: 'schema' };
    case 'profile': {
      const { values, positionals } = parse(
        rest,
        { json: { type: 'boolean' }, engine: { type: 'string' } },
        1,
        'profile FILE',
      );
      return {
        command: 'profile',
        file: positionals[0] ?? '',
        json: values['json'] === true,
        engine: oneOf('engine', values['engine'], ['native', 'wasm'], 'native'),
      };
    }
    case 'run': {
      const options = {
        out: { type: 'string' },
        engine: { type: 'string' },
        format: { type: 'string' },
        model: { type: 'string', multiple: true },
      } as const;
      const { values, positionals } = parse(rest, options, 1, 'run RECIPE --out DIR');
      if (typeof values['out'] !== 'string' || values['out'] === '') throw new UsageError('run needs --out DIR');
      return {
        command: 'run',
        recipe: positionals[0] ?? '',
        out: values['out'],
        engine: oneOf('engine', values['engine'], ['native', 'wasm'], 'native'),
        format: oneOf('format', values['format'], ['parquet', 'csv', 'xlsx', 'json', 'ndjson', 'arrow'], 'parquet'),
        models: Array.isArray(values['model']) ? values['model'].map(String) : [],
      };
    }
    default: {
      const near = nearest(command, commands);
      throw new UsageError(`there is no command ${command}${near === null ? '' : `; did you mean ${near}?`}`);
    }
  }
}

function parse(
  args: readonly string[],
  options: NonNullable<ParseArgsConfig['options']>,
  count: number,
  form: string,
): { readonly values: Readonly<Record<string, unknown>>; readonly positionals: readonly string[] } {
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    if (positionals.length === count) return { values, positionals };
  } catch (error) {
    // Node's sentence goes on with advice about quoting; its first sentence says what is wrong.
    const [first = ''] = (error instanceof Error ? error.message : String(error)).split('. ');
    throw new UsageError(first.toLowerCase().startsWith('unknown') ? first.replace('Unknown', 'unknown') : first, {
      cause: error,
    });
  }
  throw new UsageError(`the form is: vitrine ${form}`);
}

function oneOf<T extends string>(name: string, given: unknown, values: readonly T[], otherwise: T): T {
  if (given === undefined) return otherwise;
  const found = values.find((v) => v === given);
  if (found === undefined) throw new UsageError(`--${name} is ${values.join(' or ')}, not ${String(given)}`);
  return found;
}
