import type { ExhibitText } from '../../../charts/exhibit';
import type { ExhibitProps, TableData } from '../../../ui/types';
import type { ResultContext } from './context';

/**
 * What stands around a picture of a model: its words, the figures behind it, whence it comes.
 * @param said null until it is computed
 * @param waiting stands where the finding will be
 */
export function around(
  { source, receipt }: Pick<ResultContext, 'source' | 'receipt'>,
  said: ExhibitText | null,
  waiting: string,
  table: TableData | undefined,
): Pick<ExhibitProps, 'headline' | 'sub' | 'plate' | 'source' | 'table' | 'receipt'> {
  return {
    headline: said?.headline ?? waiting,
    sub: said?.sub ?? '',
    plate: said?.plate ?? [],
    source,
    ...(table === undefined ? {} : { table }),
    ...(receipt === undefined ? {} : { receipt }),
  };
}
