/** What a person takes a column for. */
export type ColumnKind = 'number' | 'time' | 'boolean' | 'text';

/** The kind of a type of the engine. Lists, structs, intervals and times of day are shown as text. */
export function kindOf(type: string): ColumnKind {
  if (/^(?:U?(?:TINYINT|SMALLINT|INTEGER|BIGINT|HUGEINT)|FLOAT|DOUBLE|DECIMAL\(\d+,\d+\))$/.test(type)) return 'number';
  if (/^(?:DATE|TIMESTAMP(?:_S|_MS|_NS| WITH TIME ZONE)?)$/.test(type)) return 'time';
  return type === 'BOOLEAN' ? 'boolean' : 'text';
}
