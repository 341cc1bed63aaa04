/** ONNX's numbers for the types of a tensor's values that tables need. */
export const FLOAT = 1;
export const UINT8 = 2;
export const INT32 = 6;
export const INT64 = 7;
export const STRING = 8;
export const BOOL = 9;
export const DOUBLE = 11;

/** All of ONNX's names, by number; for sentences. https://onnx.ai/onnx/intro/concepts.html#element-type */
const names: readonly string[] = (
  'nothing float uint8 int8 uint16 int16 int32 int64 string bool float16 double uint32 uint64 complex64 complex128 ' +
  'bfloat16 float8e4m3fn float8e4m3fnuz float8e5m2 float8e5m2fnuz uint4 int4 float4e2m1'
).split(' ');

/** What ONNX calls a type: `float`, `int64`; null is no tensor. */
export function typeName(type: number | null): string {
  return type === null ? 'no tensor' : (names[type] ?? `type ${type}`);
}

/** The types a column of a table can be given as. */
export type ValueType = 'float' | 'double' | 'int64' | 'int32' | 'bool' | 'string';

const valueTypes: ReadonlyMap<number, ValueType> = new Map([
  [FLOAT, 'float'],
  [DOUBLE, 'double'],
  [INT64, 'int64'],
  [INT32, 'int32'],
  [BOOL, 'bool'],
  [STRING, 'string'],
]);

/** The type by ONNX's number, or null when a column cannot be given as it. */
export function valueType(type: number | null): ValueType | null {
  return type === null ? null : (valueTypes.get(type) ?? null);
}
