import { describeError } from '../core/errors';
import { readCommand, type Command } from './args';
import { profileFile } from './profile';
import { ProgressLine, type Screen } from './progress';
import { runRecipe } from './run';
import { recipeJsonSchema } from './schema';
import { help, UsageError } from './usage';

/** What the command line writes to. */
export interface Streams {
  readonly out: { write(text: string): unknown };
  readonly err: Screen;
}

/**
 * The command line as a function.
 * @param args what stands behind `vitrine`
 * @returns the exit code: 0 done, 1 the run failed, 2 wrong usage; never rejects
 */
export async function vitrine(signal: AbortSignal, args: readonly string[], { out, err }: Streams): Promise<number> {
  const line = new ProgressLine(err);
  try {
    out.write(await answer(signal, readCommand(args), line));
    return 0;
  } catch (error) {
    line.clear();
    if (error instanceof UsageError) {
      err.write(`vitrine: ${error.message}\nvitrine help shows every form.\n`);
      return 2;
    }
    const { sentence, remedy } = describeError(error, 'en');
    err.write(`vitrine: ${`${sentence} ${remedy}`.replaceAll(/\s+/g, ' ').trim()}\n`);
    return 1;
  }
}

async function answer(signal: AbortSignal, command: Command, line: ProgressLine): Promise<string> {
  switch (command.command) {
    case 'help':
      return help;
    case 'schema':
      return `${JSON.stringify(recipeJsonSchema(), null, 2)}\n`;
    case 'profile': {
      const text = await profileFile(signal, command, line);
      line.clear();
      return text;
    }
    case 'run': {
      const written = await runRecipe(signal, command, line);
      line.clear();
      return written.map((file) => `${file}\n`).join('');
    }
  }
}
