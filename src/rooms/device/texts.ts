import type { Formatter } from '../../core/format';
import type { Standing } from '../../data/kept';

/** Names of the files of a workspace, the first three of them: "a.csv, b.csv, c.csv + 2". */
export function fileNames({ files }: Pick<Standing, 'files'>, format: Formatter): string {
  const names = files.slice(0, 3).map((f) => f.name);
  return files.length > 3 ? `${names.join(', ')} + ${files.length - 3}` : format.list(names);
}

/** Bytes of all files of a workspace. */
export function fileBytes({ files }: Pick<Standing, 'files'>): number {
  return files.reduce((n, f) => n + f.size, 0);
}

/** The page's address as a person knows it. */
export function placeName(): string {
  return window.location.host === '' ? window.location.pathname : window.location.host;
}
