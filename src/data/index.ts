export { fingerprint } from './fingerprint';
// Opening, profiling and the spine are taken from their own files: the page loads them with the first file.
export type { HowRead, Opened, Opening } from './open';
export type { ColumnReading } from './values/convert';
export type { ColumnProfile, Profile } from './profile';
export { missingRoles, parseRoles, tableKind, type GivenRoles, type TableKind } from './roles';
export { isOpen } from './narrow';
export { dropScope, makeScope, scopedData, scopeOf, type Scope, type Scoped } from './scope';
export { type SegmentPlace } from './segments';
export type { Sniffed } from './sniff';
export { guessStages, stageOf } from './stages';
export { sourceTables, type SourceTables } from './tables';
export { timeExpression, timeForm, type TimeForm } from './times';
